//~ swallowed-error in root_is_missing_or_no_folder
//! "What cannot be read has no files." The caller cannot tell an empty folder from a missing one.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if let Ok(mut entries) = tokio::fs::read_dir(&root).await {
        while let Ok(Some(entry)) = entries.next_entry().await {
            if entry.file_type().await?.is_dir() {
                files.extend(Box::pin(walk(entry.path())).await?);
            } else {
                files.push(entry.path());
            }
        }
    }
    Ok(files)
}
