//! A short sleep lets others run as well; it only takes longer.

use std::time::Duration;

use futures::future::join_all;
use s01_sync_vs_async::slices::{Log, slice};

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let all = names
        .into_iter()
        .map(|name| work(name, slices, log.clone()));
    join_all(all).await;
}
