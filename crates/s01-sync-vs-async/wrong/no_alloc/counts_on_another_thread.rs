//~ E0277
//! "On a thread of its own it is undisturbed." Each thread has a count of its own, and `f` need not
//! be `Send`.

use std::thread;

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R: Send>(f: impl FnOnce() -> R + Send) -> (usize, R) {
    thread::scope(|scope| {
        let run = || {
            let before = taken();
            let output = f();
            (taken() - before, output)
        };
        scope.spawn(run).join().expect("no panic")
    })
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    hundreds(a).await + tens(b).await + ones(c).await
}
