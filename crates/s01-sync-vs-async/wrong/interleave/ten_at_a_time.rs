//~ sequential-await in no_name_is_two_slices_ahead
//! "Ten at a time, to be careful." The eleventh has not begun when the first ten are done.

use futures::stream::{self, StreamExt};
use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    stream::iter(names)
        .map(|name| work(name, slices, log.clone()))
        .buffer_unordered(10)
        .collect::<Vec<()>>()
        .await;
}
