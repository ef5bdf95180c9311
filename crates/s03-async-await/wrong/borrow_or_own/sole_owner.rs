//~ panic in two_tasks_and_the_caller_share_a_blob
//! "The task owns the blob, so it may take it out of the `Arc`." Others may have a share in it.

use std::sync::Arc;

use futures::future::join_all;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    join_all(blobs.iter().map(process)).await.into_iter().sum()
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move {
        let blob = Arc::into_inner(blob).expect("the task owns it");
        process(&blob).await
    })
}
