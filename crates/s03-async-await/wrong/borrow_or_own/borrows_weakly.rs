//~ panic in task_ends_then_its_share_is_given_back
//~ wrong-result in handle_is_dropped_and_the_task_goes_on
//! "The caller keeps the blob alive, a `Weak` is enough." The caller has gone, and so has the blob.

use std::sync::Arc;

use futures::future::join_all;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    join_all(blobs.iter().map(process)).await.into_iter().sum()
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    let blob = Arc::downgrade(&blob);
    tokio::spawn(async move {
        let blob = blob.upgrade().expect("the caller keeps it");
        process(&blob).await
    })
}
