//! A trait object on the heap, and a page that is shared.

use std::pin::Pin;

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
    let mut page = vec![0; PAGE];
    disk.fill(seed, page.as_mut_slice());
    let written = async move |disk: &Disk| disk.write(&page).await;
    written(disk).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    let verified: Pin<Box<dyn Future<Output = u64> + Send + '_>> = Box::pin(disk.verify(seed));
    verified.await
}
