//~ needless-allocation in only_what_lives_across_the_wait_is_on_the_heap
//! "The disk needs a page of its own." It borrows one; the copy is another 64 KiB.

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
    disk.fill(seed, &mut page);
    let copy = page.clone();
    disk.write(&copy).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    Box::pin(disk.verify(seed)).await
}
