//~ blocked-worker in runtime_stays_free_while_files_are_read
//! "In a stream of async blocks the reads overlap." Each block reads to its end in one poll.

use std::io;

use futures::StreamExt;
use futures::stream::iter;
use s09_anti_patterns::files::Files;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let reads = names.into_iter().map(|name| {
        let files = files.clone();
        async move { files.read(&name) }
    });
    iter(reads).buffered(limit).collect().await
}
