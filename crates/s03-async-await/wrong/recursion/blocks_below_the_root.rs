//~ blocked-executor in executor_reads_nothing_itself
//! "The root is read by `tokio::fs`, so this is asynchronous." All below it is read in one poll.

use std::fs;
use std::io;
use std::path::PathBuf;

fn below(folder: PathBuf, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            below(entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            below(entry.path(), &mut files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
