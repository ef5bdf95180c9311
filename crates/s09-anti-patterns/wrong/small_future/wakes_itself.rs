//~ busy-poll in sum_of_a_page_is_logged
//! "It must be polled again, so it has to be woken." The disk wakes the task when it has answered; a task
//! that wakes itself in each poll is polled without end until then.

use s09_anti_patterns::disk::{Disk, PAGE, checksum};
pub async fn sum_page(disk: &Disk, seed: u8) -> u64 {
    let sum = {
        let mut page = [0; PAGE];
        disk.fill(seed, &mut page);
        checksum(&page)
    };
    let mut log = std::pin::pin!(disk.log(sum));
    std::future::poll_fn(|cx| {
        cx.waker().wake_by_ref();
        log.as_mut().poll(cx)
    })
    .await;
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
