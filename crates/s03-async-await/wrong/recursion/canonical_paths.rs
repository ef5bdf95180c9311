//~ wrong-result in root_by_a_detour
//! "Canonical paths cannot go in circles." Nor are they what the caller knows: the root was given by
//! another name.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let root = tokio::fs::canonicalize(root).await?;
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            files.extend(Box::pin(walk(entry.path())).await?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
