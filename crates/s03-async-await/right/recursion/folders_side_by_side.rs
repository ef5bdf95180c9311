//! All folders of one level at the same time, in the one task.

use std::io;
use std::path::PathBuf;

use futures::future::try_join_all;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    let mut entries = tokio::fs::read_dir(root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            folders.push(Box::pin(walk(entry.path())));
        } else {
            files.push(entry.path());
        }
    }
    files.extend(try_join_all(folders).await?.into_iter().flatten());
    Ok(files)
}
