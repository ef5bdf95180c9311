//~ blocked-executor in all_at_the_same_time_then_the_sum
//! "Threads in a scope may borrow." They may, and the thread that waits for them is the one that the
//! whole runtime needs.

use std::sync::Arc;
use std::thread;

use s03_async_await::blob::{Blob, process};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    let runtime = Handle::current();
    thread::scope(|scope| {
        let threads: Vec<_> = blobs
            .iter()
            .map(|blob| {
                let runtime = runtime.clone();
                scope.spawn(move || runtime.block_on(process(blob)))
            })
            .collect();
        let lens = threads.into_iter().map(|thread| thread.join());
        lens.map(|len| len.expect("no thread panics")).sum()
    })
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move { process(&blob).await })
}
