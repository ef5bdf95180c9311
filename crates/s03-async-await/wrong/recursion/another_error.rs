//~ swallowed-error in root_is_missing_or_no_folder
//! "An error with a friendly text." Its kind was what the caller could act on.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root)
        .await
        .map_err(|error| io::Error::other(format!("{}: {error}", root.display())))?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            files.extend(Box::pin(walk(entry.path())).await?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
