//~ sequential-await in as_many_at_a_time_as_the_limit
//! "`buffered` keeps the order and the limit." A read that has ended keeps its place until all before it have
//! ended: one slow file, and nothing new begins.

use std::io;

use futures::StreamExt;
use futures::stream::iter;
use s09_anti_patterns::files::Files;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let reads = names.into_iter().map(|name| {
        let files = files.clone();
        async move {
            let read = spawn_blocking(move || files.read(&name)).await;
            read.unwrap_or_else(|panic| Err(io::Error::other(panic)))
        }
    });
    iter(reads).buffered(limit).collect().await
}
