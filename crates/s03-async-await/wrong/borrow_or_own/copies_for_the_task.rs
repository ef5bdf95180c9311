//~ needless-allocation in processed_and_never_cloned
//! "An `Arc` is a reference, so the task needs the blob itself." The `Arc` is what the task may own.

use std::sync::Arc;

use futures::future::join_all;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    join_all(blobs.iter().map(process)).await.into_iter().sum()
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    let blob = Blob::clone(&blob);
    tokio::spawn(async move { process(&blob).await })
}
