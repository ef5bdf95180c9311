//~ swallowed-error in folder_far_below_cannot_be_read
//! "The root must be there; below it, take what can be had." Half a result looks like a whole one.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            if let Ok(below) = Box::pin(walk(entry.path())).await {
                files.extend(below);
            }
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
