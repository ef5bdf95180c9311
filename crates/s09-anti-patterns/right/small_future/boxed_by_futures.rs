//! `boxed` hides the type as well, and an array on the heap is made there.

use futures::FutureExt;
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
    let page: Box<[u8]> = std::iter::repeat_n(0, PAGE).collect();
    let mut page: Box<[u8; PAGE]> = page.try_into().expect("it is as long as a page");
    disk.fill(seed, page.as_mut_slice());
    disk.write(page.as_slice()).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    disk.verify(seed).boxed().await
}
