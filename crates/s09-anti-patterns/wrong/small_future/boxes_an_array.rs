//~ abort in page_never_lies_on_the_stack
//! "`Box::new` puts the array on the heap." It makes the array first, on the stack, and then moves it.
//! (With optimizations the move may vanish, and may not.)

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
    let mut page = Box::new([0; PAGE]);
    disk.fill(seed, page.as_mut_slice());
    disk.write(page.as_slice()).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    Box::pin(disk.verify(seed)).await
}
