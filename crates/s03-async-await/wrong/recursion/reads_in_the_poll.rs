//~ blocked-executor in executor_reads_nothing_itself
//! "Inside an `async fn` everything is asynchronous." `std::fs` is not: each poll stands still until
//! the disk has answered.

use std::fs;
use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(&root)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files.extend(Box::pin(walk(entry.path())).await?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
