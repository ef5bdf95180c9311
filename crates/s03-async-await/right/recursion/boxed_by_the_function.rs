//! The function returns a box, so every call is one.

use std::io;
use std::path::PathBuf;

use futures::FutureExt;
use futures::future::BoxFuture;

pub fn walk(root: PathBuf) -> BoxFuture<'static, io::Result<Vec<PathBuf>>> {
    async move {
        let mut files = Vec::new();
        let mut entries = tokio::fs::read_dir(&root).await?;
        while let Some(entry) = entries.next_entry().await? {
            if entry.file_type().await?.is_dir() {
                files.extend(walk(entry.path()).await?);
            } else {
                files.push(entry.path());
            }
        }
        Ok(files)
    }
    .boxed()
}
