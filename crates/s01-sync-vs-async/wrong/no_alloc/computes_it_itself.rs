//~ wrong-result in call_begins_nothing
//! "The result is what counts." Nobody has been asked for it.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    let _ = (hundreds(a), tens(b), ones(c));
    100 * a + 10 * b + c
}
