//! A thread and a oneshot channel for each read; a sender that is dropped is a panic.

use std::io;

use futures::StreamExt;
use futures::stream::iter;
use s09_anti_patterns::files::Files;
use tokio::sync::oneshot;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let reads = names.into_iter().enumerate().map(|(index, name)| {
        let files = files.clone();
        async move {
            let (send, result) = oneshot::channel();
            std::thread::spawn(move || send.send(files.read(&name)));
            let result = result.await;
            (
                index,
                result.unwrap_or_else(|_| Err(io::Error::other("it panicked"))),
            )
        }
    });
    let mut results: Vec<_> = iter(reads).buffer_unordered(limit).collect().await;
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
