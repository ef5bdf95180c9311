//~ wrong-result in another_thread_does_not_count
//! "Whoever takes memory while `f` runs." Then the number says something about the neighbours, too.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::thread;

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let (is_over, turns) = (AtomicBool::new(false), AtomicUsize::new(0));
    let before = taken();
    let output = thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(SeqCst) {
                turns.fetch_add(1, SeqCst);
                thread::yield_now();
            }
        });
        let output = f();
        is_over.store(true, SeqCst);
        output
    });
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    hundreds(a).await + tens(b).await + ones(c).await
}
