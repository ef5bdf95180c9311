//~ needless-allocation in runs_without_the_heap_and_without_a_runtime
//! "A future that is returned has to be boxed." Only one whose type is not known. The compiler knows
//! this one.

use std::pin::Pin;

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub fn sum3(a: u64, b: u64, c: u64) -> Pin<Box<dyn Future<Output = u64> + Send>> {
    Box::pin(async move { hundreds(a).await + tens(b).await + ones(c).await })
}
