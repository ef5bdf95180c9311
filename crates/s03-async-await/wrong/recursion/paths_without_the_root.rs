//~ wrong-result in folders_in_folders
//! "The caller knows the root." A path that begins in the middle leads nowhere.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            files.extend(Box::pin(walk(entry.path())).await?);
        } else {
            files.push(PathBuf::from(entry.file_name()));
        }
    }
    Ok(files)
}
