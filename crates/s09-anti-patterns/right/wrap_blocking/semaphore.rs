//! A permit for each read, kept until it has ended; no more permits than there are names.

use std::io;
use std::sync::Arc;

use futures::future::join_all;
use s09_anti_patterns::files::Files;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let permits = Arc::new(Semaphore::new(limit.min(names.len())));
    let reads = names.into_iter().map(|name| {
        let (files, permits) = (files.clone(), Arc::clone(&permits));
        async move {
            let permit = permits.acquire_owned().await.expect("it is never closed");
            let read = spawn_blocking(move || {
                let _permit = permit;
                files.read(&name)
            });
            read.await
                .unwrap_or_else(|panic| Err(io::Error::other(panic)))
        }
    });
    join_all(reads).await
}
