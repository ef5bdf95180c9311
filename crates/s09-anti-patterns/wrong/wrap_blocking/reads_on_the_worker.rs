//~ blocked-worker in runtime_stays_free_while_files_are_read
//! "It is an `async fn`, so it does not block." `files.read` is not async: it holds the thread of the runtime
//! until the disk has answered.

use std::io;

use s09_anti_patterns::files::Files;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let _ = limit;
    names.iter().map(|name| files.read(name)).collect()
}
