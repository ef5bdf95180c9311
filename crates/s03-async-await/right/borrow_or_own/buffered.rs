//! A stream with room for all of them.

use std::sync::Arc;

use futures::StreamExt;
use futures::stream;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    let lens = stream::iter(blobs).map(process);
    let lens = lens.buffer_unordered(blobs.len().max(1));
    lens.fold(0, async |total, len| total + len).await
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move { process(&blob).await })
}
