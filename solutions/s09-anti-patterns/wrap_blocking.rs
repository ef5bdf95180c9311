//! `spawn_blocking` for each read, in a stream that keeps so many of them under way.

use std::io;

use futures::StreamExt;
use futures::stream::iter;
use s09_anti_patterns::files::Files;
use tokio::task::spawn_blocking;

/// Reads all files with `files.read(name)`, which blocks its thread. Never more than `limit` reads run
/// at a time, which is at least 1. The results come in the order of the names.
pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let reads = names.into_iter().enumerate().map(|(index, name)| {
        let files = files.clone();
        async move {
            // Spawned when the stream polls this, and not before.
            let read = spawn_blocking(move || files.read(&name)).await;
            // A panic of the library is an error of this file.
            (
                index,
                read.unwrap_or_else(|panic| Err(io::Error::other(panic))),
            )
        }
    });
    // Not `buffered`: there, an early read that takes long would keep later ones from beginning.
    let mut results: Vec<_> = iter(reads).buffer_unordered(limit).collect().await;
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
