//~ leaked-memory in task_ends_then_its_share_is_given_back
//! "What lies in a `static` is `'static`." So it is, also when the task has long been over.

use std::sync::{Arc, Mutex};

use futures::future::join_all;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    join_all(blobs.iter().map(process)).await.into_iter().sum()
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    static KEPT: Mutex<Vec<Arc<Blob>>> = Mutex::new(Vec::new());
    KEPT.lock()
        .expect("nobody panics with it")
        .push(Arc::clone(&blob));
    tokio::spawn(async move { process(&blob).await })
}
