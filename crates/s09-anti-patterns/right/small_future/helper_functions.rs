//! Functions that are not `async` do what has to be done before the wait.

use s09_anti_patterns::disk::{Disk, PAGE, checksum};

fn filled(disk: &Disk, seed: u8) -> Box<[u8]> {
    let mut page = vec![0; PAGE].into_boxed_slice();
    disk.fill(seed, &mut page);
    page
}

#[inline(never)]
fn sum_of(disk: &Disk, seed: u8) -> u64 {
    let mut page = [0; PAGE];
    disk.fill(seed, &mut page);
    checksum(&page)
}

pub async fn sum_page(disk: &Disk, seed: u8) -> u64 {
    let sum = sum_of(disk, seed);
    disk.log(sum).await;
    sum
}

pub async fn write_page(disk: &Disk, seed: u8) -> u64 {
    let page = filled(disk, seed);
    disk.write(&page).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    Box::pin(disk.verify(seed)).await
}
