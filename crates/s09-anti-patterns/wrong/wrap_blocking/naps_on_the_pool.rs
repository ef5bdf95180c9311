//~ busy-poll in sleeps_until_a_read_has_ended
//! "The runtime has no timer, but the pool has threads that may sleep." So it gets up every 5 ms to look at
//! the handles, each of which would have woken it.

use std::io;
use std::thread::sleep;
use std::time::Duration;

use s09_anti_patterns::files::Files;
use tokio::task::{JoinHandle, spawn_blocking};

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let mut results: Vec<_> = names.iter().map(|_| None).collect();
    let mut names = names.into_iter().enumerate();
    let mut running: Vec<(usize, JoinHandle<io::Result<String>>)> = Vec::new();
    loop {
        let free = limit - running.len();
        running.extend(names.by_ref().take(free).map(|(index, name)| {
            let files = files.clone();
            (index, spawn_blocking(move || files.read(&name)))
        }));
        if running.is_empty() {
            break;
        }
        match running.iter().position(|(_, read)| read.is_finished()) {
            Some(at) => {
                let (index, read) = running.remove(at);
                results[index] = Some(
                    read.await
                        .unwrap_or_else(|panic| Err(io::Error::other(panic))),
                );
            }
            None => spawn_blocking(|| sleep(Duration::from_millis(5)))
                .await
                .expect("it only sleeps"),
        }
    }
    results.into_iter().flatten().collect()
}
