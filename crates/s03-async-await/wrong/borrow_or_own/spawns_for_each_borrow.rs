//~ E0521
//! "At the same time means in tasks." A task may outlive the caller, who has only lent the blobs.

use std::sync::Arc;

use futures::future::join_all;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    let tasks: Vec<_> = blobs
        .iter()
        .map(|blob| tokio::spawn(process(blob)))
        .collect();
    let lens = join_all(tasks).await;
    lens.into_iter()
        .map(|len| len.expect("no task panics"))
        .sum()
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move { process(&blob).await })
}
