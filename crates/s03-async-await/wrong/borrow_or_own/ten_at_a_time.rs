//~ sequential-await in all_at_the_same_time_then_the_sum
//! "Ten at a time are many." The eleventh waits, although nobody asked for a limit.

use std::sync::Arc;

use futures::StreamExt;
use futures::stream;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    let lens = stream::iter(blobs).map(process).buffer_unordered(10);
    lens.fold(0, async |total, len| total + len).await
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move { process(&blob).await })
}
