//~ blocked-worker in runtime_stays_free_while_files_are_read
//! "A task of its own." On the same thread: `tokio::spawn` starts no thread, `spawn_blocking` does.

use std::io;

use futures::StreamExt;
use futures::stream::iter;
use s09_anti_patterns::files::Files;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let reads = names.into_iter().map(|name| {
        let files = files.clone();
        async move {
            let read = tokio::spawn(async move { files.read(&name) }).await;
            read.unwrap_or_else(|panic| Err(io::Error::other(panic)))
        }
    });
    iter(reads).buffered(limit).collect().await
}
