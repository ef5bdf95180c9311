//~ unbounded-concurrency in as_many_at_a_time_as_the_limit
//! "The semaphore lets `limit` of them in." The permit is given back when the read has been started, not when it
//! has ended.

use std::io;
use std::sync::Arc;

use futures::future::join_all;
use s09_anti_patterns::files::Files;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let permits = Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)));
    let reads = names.into_iter().map(|name| {
        let (files, permits) = (files.clone(), Arc::clone(&permits));
        async move {
            let read = {
                let _permit = permits.acquire().await.unwrap();
                spawn_blocking(move || files.read(&name))
            };
            let read = read.await;
            read.unwrap_or_else(|panic| Err(io::Error::other(panic)))
        }
    });
    join_all(reads).await
}
