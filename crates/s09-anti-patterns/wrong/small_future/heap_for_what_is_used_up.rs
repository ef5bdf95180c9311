//~ needless-allocation in only_what_lives_across_the_wait_is_on_the_heap
//! "Whatever is large goes to the heap." The page is used up before the await: the stack will do, and
//! costs nothing.

use s09_anti_patterns::disk::{Disk, PAGE, checksum};

pub async fn sum_page(disk: &Disk, seed: u8) -> u64 {
    let mut page = vec![0; PAGE];
    disk.fill(seed, &mut page);
    let sum = checksum(&page);
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
