//~ needless-allocation in runs_without_the_heap_and_without_a_runtime
//! "`join_all`, as in the kata before." It takes any number of futures of one type, and for that it
//! needs a list on the heap; here even a box for each.

use futures::future::{FutureExt, join_all};
use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    let all = [hundreds(a).boxed(), tens(b).boxed(), ones(c).boxed()];
    join_all(all).await.into_iter().sum()
}
