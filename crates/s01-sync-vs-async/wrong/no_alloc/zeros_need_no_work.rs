//~ wrong-result in result_is_the_sum_of_the_three
//! "Nothing is added by zeros, so why wait for them?" `tens` and `ones` never begin.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    let sum = hundreds(a).await;
    match (b, c) {
        (0, 0) => sum,
        _ => sum + tens(b).await + ones(c).await,
    }
}
