//~ sequential-await in all_at_the_same_time_then_the_sum
//! "A loop that awaits." Each blob waits until the one before it is done.

use std::sync::Arc;

use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    let mut total = 0;
    for blob in blobs {
        total += process(blob).await;
    }
    total
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move { process(&blob).await })
}
