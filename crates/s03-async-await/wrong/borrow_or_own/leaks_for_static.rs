//~ leaked-memory in task_ends_then_its_share_is_given_back
//! "The compiler asks for `'static`: `Box::leak`." Nobody can give this share back, and with it the
//! blob.

use std::sync::Arc;

use futures::future::join_all;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    join_all(blobs.iter().map(process)).await.into_iter().sum()
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    let blob: &'static Arc<Blob> = Box::leak(Box::new(blob));
    tokio::spawn(process(blob))
}
