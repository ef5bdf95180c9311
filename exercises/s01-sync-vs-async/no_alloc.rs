//! no_alloc: async without the heap.
//! Task and hints: `cargo xtask lesson no_alloc`, `cargo xtask hint no_alloc`
//! 日本語: exercises/s01-sync-vs-async/no_alloc.ja.md

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

/// Runs `f` once. Returns how often this thread took memory from the heap meanwhile, and what `f`
/// returned.
pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let _ = (f, taken);
    todo!("`taken()` is how often this thread has taken memory so far")
}

/// The number with the digits `a` (hundreds), `b` (tens), and `c` (ones). A call only makes the
/// future. (`pub fn sum3(…) -> impl Future<Output = u64>` will do as well.)
pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    let _ = (a, b, c, hundreds, tens, ones);
    todo!("await all three, and add them up")
}
