//~ panic in folders_in_folders
//! "`block_on` needs no box." It is an executor, and does not run inside itself; and the thread would
//! sleep until the folder below is read.

use std::io;
use std::path::PathBuf;

use futures::executor::block_on;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            files.extend(block_on(walk(entry.path()))?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
