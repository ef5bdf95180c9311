//~ E0277
//! "A boxed future breaks the circle." It does. This box does not promise `Send`, so the walk cannot
//! be spawned.

use std::io;
use std::path::PathBuf;
use std::pin::Pin;

pub fn walk(root: PathBuf) -> Pin<Box<dyn Future<Output = io::Result<Vec<PathBuf>>>>> {
    Box::pin(async move {
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
    })
}
