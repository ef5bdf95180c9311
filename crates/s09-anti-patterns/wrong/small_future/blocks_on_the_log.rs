//~ blocking-poll in sum_of_a_page_is_logged
//! "Without an await nothing is kept across it." `block_on` keeps the thread instead.

use futures::executor::block_on;
use s09_anti_patterns::disk::{Disk, PAGE, checksum};

pub async fn sum_page(disk: &Disk, seed: u8) -> u64 {
    let mut page = [0; PAGE];
    disk.fill(seed, &mut page);
    let sum = checksum(&page);
    block_on(disk.log(sum));
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
