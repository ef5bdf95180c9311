//~ oversized-future in each_is_small
//! "Pinned is pinned." `pin!` leaves the future where it is, here inside the one around it; only
//! `Box::pin` puts it on the heap.

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
    disk.write(&page).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    let mut verified = std::pin::pin!(disk.verify(seed));
    verified.as_mut().await
}
