//! borrow_or_own: to borrow, or to own a share.
//! Task and hints: `cargo xtask lesson borrow_or_own`, `cargo xtask hint borrow_or_own`
//! 日本語: exercises/s03-async-await/borrow_or_own.ja.md

use std::sync::Arc;

use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

/// Processes all blobs at the same time, and returns the sum of their lengths.
pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    for blob in blobs {
        let _ = process(blob).await;
    }
    todo!("all at the same time, and none of them cloned")
}

/// Processes the blob in a task of its own, which returns its length.
pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    let _ = blob;
    todo!("what does a task need to own?")
}
