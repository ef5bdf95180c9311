//~ needless-allocation in runs_without_the_heap_and_without_a_runtime
//! "`FuturesUnordered` polls only what was woken." It keeps a node on the heap for each future.

use futures::future::Either;
use futures::stream::{FuturesUnordered, StreamExt};
use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    let mut all = FuturesUnordered::new();
    all.push(Either::Left(hundreds(a)));
    all.push(Either::Right(Either::Left(tens(b))));
    all.push(Either::Right(Either::Right(ones(c))));
    let mut sum = 0;
    while let Some(value) = all.next().await {
        sum += value;
    }
    sum
}
