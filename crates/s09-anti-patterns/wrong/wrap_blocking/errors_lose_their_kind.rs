//~ wrong-result in error_stays_what_it_is
//! "An error is an error." The caller can no longer tell a missing file from a forbidden one.

use std::io;

use futures::StreamExt;
use futures::stream::iter;
use s09_anti_patterns::files::Files;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let reads = names.into_iter().enumerate().map(|(index, name)| {
        let files = files.clone();
        async move {
            let read = spawn_blocking(move || files.read(&name)).await;
            let result = read.map_err(io::Error::other);
            (
                index,
                result.and_then(|read| read.map_err(io::Error::other)),
            )
        }
    });
    let mut results: Vec<_> = iter(reads).buffer_unordered(limit).collect().await;
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
