//~ panic in no_blobs_then_zero
//! "`reduce` adds them up." Of no blobs there is no first one.

use std::sync::Arc;

use futures::future::join_all;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    let lens = join_all(blobs.iter().map(process)).await;
    lens.into_iter()
        .reduce(|a, b| a + b)
        .expect("at least one blob")
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move { process(&blob).await })
}
