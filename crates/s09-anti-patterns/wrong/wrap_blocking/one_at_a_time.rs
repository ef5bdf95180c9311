//~ sequential-await in as_many_at_a_time_as_the_limit
//! "One after the other never exceeds a limit." It never comes near it either.

use std::io;

use s09_anti_patterns::files::Files;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let _ = limit;
    let mut results = Vec::new();
    for name in names {
        let files = files.clone();
        let read = spawn_blocking(move || files.read(&name)).await;
        results.push(read.unwrap_or_else(|panic| Err(io::Error::other(panic))));
    }
    results
}
