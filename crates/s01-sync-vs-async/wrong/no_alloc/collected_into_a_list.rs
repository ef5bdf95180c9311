//~ needless-allocation in runs_without_the_heap_and_without_a_runtime
//! "First the values, then the sum." The list that holds them comes from the heap; an array would
//! not.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    let mut values = Vec::new();
    values.push(hundreds(a).await);
    values.push(tens(b).await);
    values.push(ones(c).await);
    values.iter().sum()
}
