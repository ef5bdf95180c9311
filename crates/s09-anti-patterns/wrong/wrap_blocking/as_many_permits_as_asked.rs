//~ panic in limit_without_an_end
//! "A semaphore takes any number." At most `Semaphore::MAX_PERMITS`, an eighth of `usize::MAX`; more is a panic.

use std::io;
use std::sync::Arc;

use futures::future::join_all;
use s09_anti_patterns::files::Files;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let permits = Arc::new(Semaphore::new(limit));
    let reads = names.into_iter().map(|name| {
        let (files, permits) = (files.clone(), Arc::clone(&permits));
        async move {
            let _permit = permits.acquire().await.unwrap();
            let read = spawn_blocking(move || files.read(&name)).await;
            read.unwrap_or_else(|panic| Err(io::Error::other(panic)))
        }
    });
    join_all(reads).await
}
