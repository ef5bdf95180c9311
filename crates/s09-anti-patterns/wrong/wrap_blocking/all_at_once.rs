//~ unbounded-concurrency in as_many_at_a_time_as_the_limit
//! "The pool has a limit of its own." 512 threads, by default, and all that is not on a thread is in its queue.

use std::io;

use futures::future::join_all;
use s09_anti_patterns::files::Files;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let _ = limit;
    let reads = names.into_iter().map(|name| {
        let files = files.clone();
        async move {
            let read = spawn_blocking(move || files.read(&name)).await;
            read.unwrap_or_else(|panic| Err(io::Error::other(panic)))
        }
    });
    join_all(reads).await
}
