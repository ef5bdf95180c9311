//! The three futures lie inside the one of `sum3`, one after the other in the same place.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

/// Runs `f` once. Returns how often this thread took memory from the heap meanwhile, and what `f`
/// returned.
pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

/// The number with the digits `a` (hundreds), `b` (tens), and `c` (ones). A call only makes the
/// future. (`pub fn sum3(…) -> impl Future<Output = u64>` will do as well.)
pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    hundreds(a).await + tens(b).await + ones(c).await
}
