//~ needless-allocation in runs_without_the_heap_and_without_a_runtime
//! "Digits are small." For a larger number it writes a warning, and that takes a text from the heap.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    if a > 9 {
        let warning = format!("{a} is no digit");
        std::hint::black_box(&warning);
    }
    hundreds(a).await + tens(b).await + ones(c).await
}
