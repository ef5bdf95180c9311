//~ wrong-result in folders_in_folders
//! "Every entry is listed, and folders are walked as well." Folders were not asked for.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        files.push(entry.path());
        if entry.file_type().await?.is_dir() {
            files.extend(Box::pin(walk(entry.path())).await?);
        }
    }
    Ok(files)
}
