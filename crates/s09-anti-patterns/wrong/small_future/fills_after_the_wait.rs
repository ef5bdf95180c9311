//~ wrong-result in sum_of_a_page_is_logged
//! "Then I make the page after the wait, and nothing has to be kept." What is logged is not its sum.

use s09_anti_patterns::disk::{Disk, PAGE, checksum};

pub async fn sum_page(disk: &Disk, seed: u8) -> u64 {
    disk.log(0).await;
    let mut page = [0; PAGE];
    disk.fill(seed, &mut page);
    checksum(&page)
}

pub async fn write_page(disk: &Disk, seed: u8) -> u64 {
    let mut page = vec![0; PAGE];
    disk.fill(seed, &mut page);
    disk.write(&page).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    Box::pin(disk.verify(seed)).await
}
