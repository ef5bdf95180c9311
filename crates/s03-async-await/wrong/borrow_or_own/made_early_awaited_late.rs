//~ sequential-await in all_at_the_same_time_then_the_sum
//! "All futures exist before the first is awaited." They exist, and none but the awaited one is
//! polled.

use std::sync::Arc;

use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    let futures: Vec<_> = blobs.iter().map(process).collect();
    let mut total = 0;
    for future in futures {
        total += future.await;
    }
    total
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move { process(&blob).await })
}
