//~ sequential-await in a_hundred_tasks_run_at_the_same_time
//! "Not too many at once." Nobody has asked for a limit, and the third task waits for a permit.

use std::sync::Arc;

use futures::future::join_all;
use s03_async_await::blob::{Blob, process};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

static PERMITS: Semaphore = Semaphore::const_new(2);

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    join_all(blobs.iter().map(process)).await.into_iter().sum()
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move {
        let _permit = PERMITS.acquire().await;
        process(&blob).await
    })
}
