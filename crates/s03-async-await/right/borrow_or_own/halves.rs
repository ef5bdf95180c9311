//! Half of them beside the other half, and so on.

use std::sync::Arc;

use s03_async_await::blob::{Blob, process};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    match blobs {
        [] => 0,
        [blob] => process(blob).await,
        _ => {
            let (one, other) = blobs.split_at(blobs.len() / 2);
            let (one, other) = tokio::join!(
                Box::pin(total_borrowed(one)),
                Box::pin(total_borrowed(other))
            );
            one + other
        }
    }
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    Handle::current().spawn(async move {
        let blob = &*blob;
        process(blob).await
    })
}
