//~ oversized-future in is_small
//! "On the stack it costs nothing." What is alive across an `.await` is stored in the future: four
//! kilobytes of it.

use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    let before = taken();
    let output = f();
    (taken() - before, output)
}

pub async fn sum3(a: u64, b: u64, c: u64) -> u64 {
    let mut page = [0_u64; 512];
    page[0] = hundreds(a).await;
    page[1] = tens(b).await;
    page[2] = ones(c).await;
    page.iter().sum()
}
