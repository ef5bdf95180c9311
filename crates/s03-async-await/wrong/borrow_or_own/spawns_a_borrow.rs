//~ E0597
//! "The task borrows the blob." The blob ends with the function, and the task does not.

use std::sync::Arc;

use futures::future::join_all;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    join_all(blobs.iter().map(process)).await.into_iter().sum()
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(process(&blob))
}
