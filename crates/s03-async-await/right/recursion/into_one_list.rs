//! The recursion fills a list that it borrows.

use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    add(&root, &mut files).await?;
    Ok(files)
}

fn add<'a>(
    folder: &'a Path,
    files: &'a mut Vec<PathBuf>,
) -> Pin<Box<dyn Future<Output = io::Result<()>> + Send + 'a>> {
    Box::pin(async move {
        let mut entries = tokio::fs::read_dir(folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            if entry.file_type().await?.is_dir() {
                add(&entry.path(), files).await?;
            } else {
                files.push(entry.path());
            }
        }
        Ok(())
    })
}
