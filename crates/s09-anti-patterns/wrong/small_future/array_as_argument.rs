//~ oversized-future in each_is_small
//! "The helper gets the page, so mine is gone." An argument of an `async fn` is kept in its future, and
//! moved from there to the variable of the body: here the page is there twice.

use s09_anti_patterns::disk::{Disk, PAGE, checksum};

async fn write(disk: &Disk, page: [u8; PAGE]) -> u64 {
    disk.write(&page).await
}

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
    write(disk, page).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    Box::pin(disk.verify(seed)).await
}
