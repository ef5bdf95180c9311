//! small_future: a page that the future does not carry.
//! Task and hints: `cargo xtask lesson small_future`, `cargo xtask hint small_future`
//! 日本語: exercises/s09-anti-patterns/small_future.ja.md

use s09_anti_patterns::disk::{Disk, PAGE, checksum};

/// Fills a page with `disk.fill(seed, &mut page)`, logs its sum with `disk.log`, and returns the sum.
pub async fn sum_page(disk: &Disk, seed: u8) -> u64 {
    let _ = (disk, seed, PAGE, checksum);
    todo!("once the sum is known, nobody needs the page any more")
}

/// Fills a page, writes it with `disk.write`, and returns what that returns.
pub async fn write_page(disk: &Disk, seed: u8) -> u64 {
    let _ = (disk, seed);
    todo!("the page is needed for as long as the disk writes")
}

/// Returns what `disk.verify(seed)` returns, a future that is too large.
pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    let _ = (disk, seed);
    todo!("who awaits a large future is large")
}
