//~ needless-allocation in all_at_the_same_time_then_the_sum
//~ needless-allocation in processed_and_never_cloned
//! "A task needs its own, so it gets a copy." All the bytes are copied, for a wait that could have
//! borrowed them.

use std::sync::Arc;

use futures::future::join_all;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    let tasks: Vec<_> = blobs
        .iter()
        .map(|blob| {
            let blob = blob.clone();
            tokio::spawn(async move { process(&blob).await })
        })
        .collect();
    let lens = join_all(tasks).await;
    lens.into_iter()
        .map(|len| len.expect("no task panics"))
        .sum()
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move { process(&blob).await })
}
