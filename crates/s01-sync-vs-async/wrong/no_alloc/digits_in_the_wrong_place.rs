//~ wrong-result in result_is_the_sum_of_the_three
//! "a is the first digit." The first digit of a number is the one with the most value.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    ones(a).await + tens(b).await + hundreds(c).await
}
