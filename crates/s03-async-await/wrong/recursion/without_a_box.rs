//~ E0733
//! "An `async fn` calls itself like any function." Its future would hold itself, and be endless.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            files.extend(walk(entry.path()).await?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
