//~ wrong-result in counts_what_is_taken_meanwhile
//! "A closure of any type goes into a box." That box is counted, too, where the closure holds
//! something.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let mut outputs = Vec::new();
    outputs.push(f());
    (taken() - before, outputs.remove(0))
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    hundreds(a).await + tens(b).await + ones(c).await
}
