//~ blocked-executor in runtime_stays_free_while_files_are_read
//! "Threads read, so nothing is blocked." `join` blocks, on the thread of the runtime.

use std::io;
use std::thread;

use s09_anti_patterns::files::Files;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let mut results = Vec::new();
    for part in names.chunks(limit) {
        let threads: Vec<_> = part
            .iter()
            .map(|name| {
                let (files, name) = (files.clone(), name.clone());
                thread::spawn(move || files.read(&name))
            })
            .collect();
        let joined = threads.into_iter().map(thread::JoinHandle::join);
        results
            .extend(joined.map(|read| read.unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))));
    }
    results
}
