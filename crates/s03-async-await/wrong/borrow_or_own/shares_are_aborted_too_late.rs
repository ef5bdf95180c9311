//~ works-after-drop in begins_with_the_first_poll_and_ends_with_the_drop
//! "Unsafe makes the borrow `'static`, and the guards abort the tasks." An abort is a request: when
//! the blobs are dropped, the tasks may not have heard of it.

use std::sync::Arc;

use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;
use tokio::task::JoinSet;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    // SAFETY: nothing of the kind; the caller may drop the blobs before the tasks are gone.
    let blobs: &'static [Blob] = unsafe { std::mem::transmute(blobs) };
    let mut tasks: JoinSet<usize> = blobs.iter().map(process).collect();
    let mut total = 0;
    while let Some(len) = tasks.join_next().await {
        total += len.expect("no task panics");
    }
    total
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move { process(&blob).await })
}
