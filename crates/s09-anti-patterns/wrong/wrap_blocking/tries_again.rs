//~ wrong-result in error_stays_what_it_is
//! "An error may be gone at a second try." Nobody has asked for one: a file that is missing is read twice.

use futures::{StreamExt, stream};
use s09_anti_patterns::files::Files;
use std::io;
use tokio::task::spawn_blocking;
pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let reads = names.into_iter().enumerate().map(|(i, name)| {
        let files = files.clone();
        async move {
            (
                i,
                spawn_blocking(move || files.read(&name).or_else(|_| files.read(&name)))
                    .await
                    .unwrap_or_else(|p| Err(io::Error::other(p))),
            )
        }
    });
    let mut all: Vec<_> = stream::iter(reads).buffer_unordered(limit).collect().await;
    all.sort_by_key(|(i, _)| *i);
    all.into_iter().map(|(_, r)| r).collect()
}
