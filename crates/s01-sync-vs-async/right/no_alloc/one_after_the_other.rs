//! Three lets, in another order.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    let ones = ones(c).await;
    let tens = tens(b).await;
    let hundreds = hundreds(a).await;
    ones + tens + hundreds
}
