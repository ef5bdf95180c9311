//~ busy-poll in sleeps_until_a_read_has_ended
//! "`yield_now` lets the others run until a read has ended." It takes a whole processor to ask.

use std::io;

use s09_anti_patterns::files::Files;
use tokio::task::{JoinHandle, spawn_blocking, yield_now};

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let mut results: Vec<Option<io::Result<String>>> = names.iter().map(|_| None).collect();
    let mut names = names.into_iter().enumerate();
    let mut reads: Vec<(usize, JoinHandle<io::Result<String>>)> = Vec::new();
    loop {
        while reads.len() < limit
            && let Some((index, name)) = names.next()
        {
            let files = files.clone();
            reads.push((index, spawn_blocking(move || files.read(&name))));
        }
        if reads.is_empty() {
            return results.into_iter().flatten().collect();
        }
        match reads.iter().position(|(_, read)| read.is_finished()) {
            Some(at) => {
                let (index, read) = reads.swap_remove(at);
                let read = read
                    .await
                    .unwrap_or_else(|panic| Err(io::Error::other(panic)));
                results[index] = Some(read);
            }
            None => yield_now().await,
        }
    }
}
