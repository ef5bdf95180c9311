//! One static page for all sums: it takes no heap, and its lock is free before the wait.

use s09_anti_patterns::disk::{Disk, PAGE, checksum};
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Mutex;
static BUFFER: Mutex<[u8; PAGE]> = Mutex::new([0; PAGE]);
pub async fn sum_page(disk: &Disk, seed: u8) -> u64 {
    let sum = {
        let mut page = BUFFER.lock().unwrap();
        disk.fill(seed, &mut *page);
        checksum(&*page)
    };
    let mut log = pin!(disk.log(sum));
    poll_fn(|cx| log.as_mut().poll(cx)).await;
    sum
}
pub async fn write_page(disk: &Disk, seed: u8) -> u64 {
    let mut page = vec![0; PAGE];
    disk.fill(seed, &mut page);
    disk.write(&page).await
}
pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    let mut it = Box::pin(disk.verify(seed));
    poll_fn(|cx| it.as_mut().poll(cx)).await
}
