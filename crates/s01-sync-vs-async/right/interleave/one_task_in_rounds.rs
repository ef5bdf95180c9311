//! No tasks at all: rounds, and a pause between two of them.

use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    interleave(vec![name], slices, log).await;
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    for number in 0..slices {
        names.iter().for_each(|name| slice(&log, name, number));
        yield_now().await;
    }
}
