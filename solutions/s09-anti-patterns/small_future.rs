//! A block for what is used up before the await, the heap for what lives across it.

use s09_anti_patterns::disk::{Disk, PAGE, checksum};

/// Fills a page with `disk.fill(seed, &mut page)`, logs its sum with `disk.log`, and returns the sum.
pub async fn sum_page(disk: &Disk, seed: u8) -> u64 {
    let sum = {
        let mut page = [0; PAGE];
        disk.fill(seed, &mut page);
        checksum(&page)
    };
    disk.log(sum).await;
    sum
}

/// Fills a page, writes it with `disk.write`, and returns what that returns.
pub async fn write_page(disk: &Disk, seed: u8) -> u64 {
    let mut page = vec![0; PAGE];
    disk.fill(seed, &mut page);
    disk.write(&page).await
}

/// Returns what `disk.verify(seed)` returns, a future that is too large.
pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    Box::pin(disk.verify(seed)).await
}
