//! Futures in one task may borrow from it; a task owns what it uses.

use std::sync::Arc;

use futures::future::join_all;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

/// Processes all blobs at the same time, and returns the sum of their lengths.
pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    join_all(blobs.iter().map(process)).await.into_iter().sum()
}

/// Processes the blob in a task of its own, which returns its length.
pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    // The borrow begins inside the block, which owns what is borrowed.
    tokio::spawn(async move { process(&blob).await })
}
