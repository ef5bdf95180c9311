//~ wrong-result in counts_what_is_taken_meanwhile
//! "`taken()` says how much was taken." Since the thread began, not since `f` did.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let output = f();
    (taken(), output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    hundreds(a).await + tens(b).await + ones(c).await
}
