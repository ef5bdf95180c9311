//~ wrong-result in links_are_found_and_not_followed
//! "`is_dir` says whether it is a folder." It says whether there is one at the end of the link, and the
//! walk goes in circles until the system has had enough.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.path().is_dir() {
            files.extend(Box::pin(walk(entry.path())).await?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
