//~ unbounded-concurrency in as_many_at_a_time_as_the_limit
//! "`buffered` bounds it." It bounds how many handles are awaited; the reads have all been started before.

use std::io;

use futures::StreamExt;
use futures::stream::iter;
use s09_anti_patterns::files::Files;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let handles: Vec<_> = names
        .into_iter()
        .map(|name| {
            let files = files.clone();
            spawn_blocking(move || files.read(&name))
        })
        .collect();
    iter(handles)
        .buffered(limit)
        .map(|read| read.unwrap_or_else(|panic| Err(io::Error::other(panic))))
        .collect()
        .await
}
