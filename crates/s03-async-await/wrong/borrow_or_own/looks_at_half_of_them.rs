//~ wrong-result in all_at_the_same_time_then_the_sum
//! "`join!` of the first and the last." Between them there are others.

use std::sync::Arc;

use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    match blobs {
        [] => 0,
        [only] => process(only).await,
        [first, .., last] => {
            let (first, last) = tokio::join!(process(first), process(last));
            first + last
        }
    }
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move { process(&blob).await })
}
