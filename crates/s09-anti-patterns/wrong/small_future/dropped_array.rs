//~ oversized-future in each_is_small
//! "I drop the page before the await." An array of bytes is `Copy`: what is dropped is a copy, and the
//! page itself stays.

use s09_anti_patterns::disk::{Disk, PAGE, checksum};

pub async fn sum_page(disk: &Disk, seed: u8) -> u64 {
    let mut page = [0; PAGE];
    disk.fill(seed, &mut page);
    let sum = checksum(&page);
    #[expect(dropping_copy_types, reason = "the compiler warns, too")]
    drop(page);
    disk.log(sum).await;
    sum
}

pub async fn write_page(disk: &Disk, seed: u8) -> u64 {
    let mut page = vec![0; PAGE];
    disk.fill(seed, &mut page);
    disk.write(&page).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    Box::pin(disk.verify(seed)).await
}
