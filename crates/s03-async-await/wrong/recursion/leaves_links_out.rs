//~ wrong-result in links_are_found_and_not_followed
//! "Only files are files." A link is not a folder either, and was asked for.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            files.extend(Box::pin(walk(entry.path())).await?);
        } else if entry.file_type().await?.is_file() {
            files.push(entry.path());
        }
    }
    Ok(files)
}
