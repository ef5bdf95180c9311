//~ oversized-future in each_is_small
//! "A local variable is on the stack." Not in an `async fn`: what is needed after the await is kept in
//! the future, all 64 KiB of it.

use s09_anti_patterns::disk::{Disk, PAGE, checksum};

pub async fn sum_page(disk: &Disk, seed: u8) -> u64 {
    let sum = {
        let mut page = [0; PAGE];
        disk.fill(seed, &mut page);
        checksum(&page)
    };
    disk.log(sum).await;
    sum
}

pub async fn write_page(disk: &Disk, seed: u8) -> u64 {
    let mut page = [0; PAGE];
    disk.fill(seed, &mut page);
    disk.write(&page).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    Box::pin(disk.verify(seed)).await
}
