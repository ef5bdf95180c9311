//~ blocking-poll in runs_without_the_heap_and_without_a_runtime
//! "`block_on` is the synchronous `.await`." It puts the thread to sleep that should wake what it
//! waits for.

use futures::executor::block_on;
use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    block_on(hundreds(a)) + block_on(tens(b)) + block_on(ones(c))
}
