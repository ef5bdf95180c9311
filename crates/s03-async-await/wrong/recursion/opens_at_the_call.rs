//~ eager-start in made_first_and_begun_later
//! "Look at once whether the root is there, and leave the rest to the future." The answer is from the
//! wrong moment, and the thread that calls has read a folder.

use std::fs;
use std::io;
use std::path::PathBuf;

pub fn walk(root: PathBuf) -> impl Future<Output = io::Result<Vec<PathBuf>>> + Send {
    let is_there = fs::read_dir(&root);
    async move {
        is_there?;
        below(root).await
    }
}

async fn below(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            files.extend(Box::pin(below(entry.path())).await?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
