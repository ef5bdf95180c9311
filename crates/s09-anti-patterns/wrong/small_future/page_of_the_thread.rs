//~ thread-bound in each_is_send
//! "One page for each thread, then nothing is taken from the heap." The loan of the page is held across
//! the await: the future cannot move to another thread, and a second one has no page.

use std::cell::{RefCell, RefMut};

use s09_anti_patterns::disk::{Disk, PAGE, checksum};

thread_local! {
    static PAGE_OF_THE_THREAD: &'static RefCell<Vec<u8>> = Box::leak(Box::new(RefCell::new(vec![0; PAGE])));
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
    let cell: &'static RefCell<Vec<u8>> = PAGE_OF_THE_THREAD.with(|cell| *cell);
    let mut page: RefMut<'_, Vec<u8>> = cell.borrow_mut();
    disk.fill(seed, &mut page);
    disk.write(&page).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    Box::pin(disk.verify(seed)).await
}
