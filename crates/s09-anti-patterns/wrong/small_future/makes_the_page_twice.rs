//~ wrong-result in sum_of_a_page_is_logged
//! "The page is cheap to make, so I make it again after the wait." It is filled twice.

use s09_anti_patterns::disk::{Disk, PAGE, checksum};

fn sum_of(disk: &Disk, seed: u8) -> u64 {
    let mut page = [0; PAGE];
    disk.fill(seed, &mut page);
    checksum(&page)
}

pub async fn sum_page(disk: &Disk, seed: u8) -> u64 {
    disk.log(sum_of(disk, seed)).await;
    sum_of(disk, seed)
}

pub async fn write_page(disk: &Disk, seed: u8) -> u64 {
    let mut page = vec![0; PAGE];
    disk.fill(seed, &mut page);
    disk.write(&page).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    Box::pin(disk.verify(seed)).await
}
