//! Half of the names beside the other half, down to a single one.

use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

pub async fn interleave(mut names: Vec<String>, slices: usize, log: Log) {
    if names.len() > 1 {
        let rest = names.split_off(names.len() / 2);
        tokio::join!(
            Box::pin(interleave(names, slices, log.clone())),
            Box::pin(interleave(rest, slices, log)),
        );
    } else if let Some(name) = names.pop() {
        work(name, slices, log).await;
    }
}
