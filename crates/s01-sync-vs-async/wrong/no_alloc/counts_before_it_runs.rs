//~ wrong-result in counts_what_is_taken_meanwhile
//! "A tuple of the difference and the output." Its parts are computed from left to right: the
//! difference, and then the call.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    (taken() - before, f())
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    hundreds(a).await + tens(b).await + ones(c).await
}
