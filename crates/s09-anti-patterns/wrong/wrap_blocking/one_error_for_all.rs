//~ wrong-result in error_stays_what_it_is
//! "`try_collect` collects results." It stops at the first error, and the texts of the others are lost.

use std::io;

use futures::StreamExt;
use futures::TryStreamExt;
use futures::stream::iter;
use s09_anti_patterns::files::Files;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let count = names.len();
    let reads = names.into_iter().enumerate().map(|(index, name)| {
        let files = files.clone();
        async move {
            let read = spawn_blocking(move || files.read(&name)).await;
            let text = read.unwrap_or_else(|panic| Err(io::Error::other(panic)))?;
            Ok::<_, io::Error>((index, text))
        }
    });
    let results: Result<Vec<_>, _> = iter(reads).buffer_unordered(limit).try_collect().await;
    match results {
        Ok(mut results) => {
            results.sort_unstable_by_key(|(index, _)| *index);
            results.into_iter().map(|(_, text)| Ok(text)).collect()
        }
        Err(error) => (0..count).map(|_| Err(error.kind().into())).collect(),
    }
}
