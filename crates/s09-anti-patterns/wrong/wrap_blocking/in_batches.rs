//~ sequential-await in as_many_at_a_time_as_the_limit
//! "`limit` at a time, and then the next `limit`." The next ones wait for the slowest of the batch.

use std::io;

use futures::future::join_all;
use s09_anti_patterns::files::Files;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let mut results = Vec::new();
    for batch in names.chunks(limit) {
        let reads = batch.iter().map(|name| {
            let (files, name) = (files.clone(), name.clone());
            async move {
                let read = spawn_blocking(move || files.read(&name)).await;
                read.unwrap_or_else(|panic| Err(io::Error::other(panic)))
            }
        });
        results.extend(join_all(reads).await);
    }
    results
}
