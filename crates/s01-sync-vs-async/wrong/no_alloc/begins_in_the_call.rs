//~ eager-start in call_begins_nothing
//! "I compute, and return a future of the result." Then the call works, or waits, although nobody
//! has asked for the result yet.

use std::future::{Ready, ready};

use futures::executor::block_on;
use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub fn sum3(a: u64, b: u64, c: u64) -> Ready<u64> {
    let sum = block_on(async move { hundreds(a).await + tens(b).await + ones(c).await });
    ready(sum)
}
