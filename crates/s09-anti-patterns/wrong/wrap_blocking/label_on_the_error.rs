//~ swallowed-error in error_stays_what_it_is
//! "An error should say which file it was." The new error has the kind of the old one, and nothing of what
//! was in it.

use futures::{StreamExt, stream};
use s09_anti_patterns::files::Files;
use std::io;
use tokio::task::spawn_blocking;
pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let reads = names.into_iter().enumerate().map(|(i, name)| {
        let files = files.clone();
        async move {
            let label = name.clone();
            let r = spawn_blocking(move || files.read(&name))
                .await
                .unwrap_or_else(|p| Err(io::Error::other(p)));
            (
                i,
                r.map_err(|e| io::Error::new(e.kind(), format!("{label}: {e}"))),
            )
        }
    });
    let mut all: Vec<_> = stream::iter(reads).buffer_unordered(limit).collect().await;
    all.sort_by_key(|(i, _)| *i);
    all.into_iter().map(|(_, r)| r).collect()
}
