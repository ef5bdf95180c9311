//! One future for all of them, and a task that owns its argument.

use std::sync::Arc;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    let mut lens: FuturesUnordered<_> = blobs.iter().map(process).collect();
    let mut total = 0;
    while let Some(len) = lens.next().await {
        total += len;
    }
    total
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(owned(blob))
}

async fn owned(blob: Arc<Blob>) -> usize {
    process(&blob).await
}
