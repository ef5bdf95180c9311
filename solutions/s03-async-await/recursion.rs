//! The future of a folder holds those of its folders in boxes, one at a time.

use std::io;
use std::path::PathBuf;

/// All that lies below `root`, at any depth, and is no folder.
///
/// # Errors
///
/// `root`, or a folder below it, cannot be read.
pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        // Asks for the entry itself. `Path::is_dir` would follow a link, and block.
        if entry.file_type().await?.is_dir() {
            files.extend(Box::pin(walk(entry.path())).await?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
