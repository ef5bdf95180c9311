//! Functions that return a future: what stands before the `async` block is no part of it.

use s09_anti_patterns::disk::{Disk, PAGE, checksum};

pub fn sum_page(disk: &Disk, seed: u8) -> impl Future<Output = u64> + Send {
    let mut page = [0; PAGE];
    disk.fill(seed, &mut page);
    let sum = checksum(&page);
    async move {
        disk.log(sum).await;
        sum
    }
}

pub fn write_page(disk: &Disk, seed: u8) -> impl Future<Output = u64> + Send {
    let mut page = vec![0; PAGE];
    disk.fill(seed, &mut page);
    async move { disk.write(&page).await }
}

pub fn verify_page(disk: &Disk, seed: u8) -> std::pin::Pin<Box<impl Future<Output = u64> + Send>> {
    Box::pin(disk.verify(seed))
}
