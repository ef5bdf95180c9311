//! A set of blocking tasks that is filled up as they end.

use std::io;

use s09_anti_patterns::files::Files;
use tokio::task::JoinSet;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let mut results: Vec<io::Result<String>> = names
        .iter()
        .map(|_| Err(io::Error::other("the library panicked")))
        .collect();
    let mut names = names.into_iter().enumerate();
    let mut reads = JoinSet::new();
    loop {
        while reads.len() < limit
            && let Some((index, name)) = names.next()
        {
            let files = files.clone();
            reads.spawn_blocking(move || (index, files.read(&name)));
        }
        match reads.join_next().await {
            Some(Ok((index, result))) => results[index] = result,
            Some(Err(_)) => {}
            None => return results,
        }
    }
}
