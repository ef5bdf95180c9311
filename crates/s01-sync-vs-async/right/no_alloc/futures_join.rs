//! The same with the macro of futures; the futures are made in the call, which begins nothing.

use futures::future::{self, FutureExt};
use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let mut end = 0;
    let before = taken();
    let output = {
        let output = f();
        end += taken();
        output
    };
    (end.saturating_sub(before), output)
}

pub fn sum3(a: u64, b: u64, c: u64) -> impl Future<Output = u64> {
    future::join3(hundreds(a), tens(b), ones(c)).map(|(a, b, c)| a + b + c)
}
