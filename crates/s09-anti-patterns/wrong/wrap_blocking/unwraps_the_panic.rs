//~ panic in panic_is_an_error_of_its_file
//! "`spawn_blocking` does not fail." As in the guide: `.await.unwrap()` turns a panic in the library into a panic
//! here, and all the other files are lost with it.

use std::io;

use futures::StreamExt;
use futures::stream::iter;
use s09_anti_patterns::files::Files;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let reads = names.into_iter().enumerate().map(|(index, name)| {
        let files = files.clone();
        async move {
            (
                index,
                spawn_blocking(move || files.read(&name)).await.unwrap(),
            )
        }
    });
    let mut results: Vec<_> = iter(reads).buffer_unordered(limit).collect().await;
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
