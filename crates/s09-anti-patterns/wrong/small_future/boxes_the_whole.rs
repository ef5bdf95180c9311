//~ abort in page_never_lies_on_the_stack
//! "A box around everything makes it small." It makes the future small. The large one inside is made on
//! the stack, and a page with it.

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
    Box::pin(async {
        let mut page = [0; PAGE];
        disk.fill(seed, &mut page);
        disk.write(&page).await
    })
    .await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    Box::pin(disk.verify(seed)).await
}
