//! Futures by hand: the page and the large future in boxes, the sum in a closure.

use std::future::poll_fn;
use std::pin::pin;

use s09_anti_patterns::disk::{Disk, PAGE, checksum};

pub async fn sum_page(disk: &Disk, seed: u8) -> u64 {
    let sum = || {
        let mut page = [0; PAGE];
        disk.fill(seed, &mut page);
        checksum(&page)
    };
    let sum = sum();
    let mut logged = pin!(disk.log(sum));
    poll_fn(|context| logged.as_mut().poll(context).map(|()| sum)).await
}

pub async fn write_page(disk: &Disk, seed: u8) -> u64 {
    let mut page = Vec::with_capacity(PAGE);
    page.resize(PAGE, 0);
    disk.fill(seed, &mut page);
    let mut written = pin!(disk.write(&page));
    poll_fn(|context| written.as_mut().poll(context)).await
}

pub async fn verify_page(disk: &Disk, seed: u8) -> u64 {
    let mut verified = Box::pin(disk.verify(seed));
    poll_fn(|context| verified.as_mut().poll(context)).await
}
