//! All three at the same time, inside one future; and a function that returns a future.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let (output, count) = probe::heap::count(f);
    (count, output)
}

pub fn sum3(a: u64, b: u64, c: u64) -> impl Future<Output = u64> {
    let _ = taken;
    async move {
        let (a, b, c) = tokio::join!(hundreds(a), tens(b), ones(c));
        a + b + c
    }
}
