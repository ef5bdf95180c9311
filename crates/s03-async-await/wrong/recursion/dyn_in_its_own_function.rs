//~ E0283
//! "Say what the box holds, and that it is `Send`." To know that, the compiler would have to know the
//! future that it is just making.

use std::io;
use std::path::PathBuf;
use std::pin::Pin;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            let below: Pin<Box<dyn Future<Output = io::Result<Vec<PathBuf>>> + Send>> =
                Box::pin(walk(entry.path()));
            files.extend(below.await?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
