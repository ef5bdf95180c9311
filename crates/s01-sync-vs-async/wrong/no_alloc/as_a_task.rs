//~ missing-reactor in call_begins_nothing
//! "Async work is spawned." A task has its own place on the heap, and it needs a runtime: here there
//! is none.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    let sum = async move { hundreds(a).await + tens(b).await + ones(c).await };
    tokio::spawn(sum).await.expect("no panic")
}
