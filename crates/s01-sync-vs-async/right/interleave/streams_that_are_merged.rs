//! The slices of a name are a stream; all streams are driven at once.

use futures::stream::{self, StreamExt};
use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    stream::iter(0..slices)
        .for_each(|number| {
            slice(&log, &name, number);
            yield_now()
        })
        .await;
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    stream::iter(names)
        .for_each_concurrent(None, |name| work(name, slices, log.clone()))
        .await;
}
