//~ works-after-drop in aborted_then_the_call_is_over
//! "The outer task waits for the inner one." Whoever aborts the outer one does not reach the inner.

use std::sync::Arc;

use futures::future::join_all;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    join_all(blobs.iter().map(process)).await.into_iter().sum()
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move {
        let inner = tokio::spawn(async move { process(&blob).await });
        inner.await.expect("it does not panic")
    })
}
