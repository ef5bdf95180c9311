//~ needless-allocation in runs_without_the_heap_and_without_a_runtime
//! "Futures must be pinned, so `Box::pin`." `.await` pins what it awaits where it lies.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    let hundreds = Box::pin(hundreds(a));
    let tens = Box::pin(tens(b));
    let ones = Box::pin(ones(c));
    hundreds.await + tens.await + ones.await
}
