//~ works-after-drop in dropped_then_no_read_begins
//! "A task is safe from cancellation." So it reads on, file after file, for somebody who has gone.

use std::io;

use futures::StreamExt;
use futures::stream::iter;
use s09_anti_patterns::files::Files;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let all = tokio::spawn(async move {
        let reads = names.into_iter().enumerate().map(|(index, name)| {
            let files = files.clone();
            async move {
                let read = spawn_blocking(move || files.read(&name)).await;
                (
                    index,
                    read.unwrap_or_else(|panic| Err(io::Error::other(panic))),
                )
            }
        });
        iter(reads)
            .buffer_unordered(limit)
            .collect::<Vec<_>>()
            .await
    });
    let mut results = all.await.unwrap();
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
