//~ wrong-result in results_in_the_order_of_the_names
//! "`buffer_unordered` is faster." It gives the results in the order in which they come.

use std::io;

use futures::StreamExt;
use futures::stream::iter;
use s09_anti_patterns::files::Files;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let reads = names.into_iter().map(|name| {
        let files = files.clone();
        async move {
            let read = spawn_blocking(move || files.read(&name)).await;
            read.unwrap_or_else(|panic| Err(io::Error::other(panic)))
        }
    });
    iter(reads).buffer_unordered(limit).collect().await
}
