//~ wrong-result in empty_and_wide_and_names_that_are_no_text
//! "A path is text." Most are; the others come out as paths that lead nowhere.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            files.extend(Box::pin(walk(entry.path())).await?);
        } else {
            files.push(PathBuf::from(entry.path().to_string_lossy().into_owned()));
        }
    }
    Ok(files)
}
