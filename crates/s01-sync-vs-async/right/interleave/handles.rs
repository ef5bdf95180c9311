//! `tokio::spawn` first for all, then the handles in turn. It yields before each slice.

use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    let mut number = 0;
    while number < slices {
        yield_now().await;
        slice(&log, &name, number);
        number += 1;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let mut handles = Vec::new();
    for name in names {
        handles.push(tokio::spawn(work(name, slices, log.clone())));
    }
    for handle in handles {
        handle.await.unwrap();
    }
}
