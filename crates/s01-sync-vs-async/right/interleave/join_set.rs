//! A task for each name, and a set that waits for all of them.

use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::{JoinSet, yield_now};

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let mut tasks = JoinSet::new();
    for name in names {
        tasks.spawn(work(name, slices, log.clone()));
    }
    while let Some(end) = tasks.join_next().await {
        end.expect("no task panics");
    }
}
