//~ wrong-result in root_by_a_detour
//! "Begin with the canonical path." It leads to the same folder, and is not what the caller has named:
//! no path in the output begins with the root that was given.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let (mut folders, mut files) = (vec![tokio::fs::canonicalize(root).await?], Vec::new());
    while let Some(folder) = folders.pop() {
        let mut entries = tokio::fs::read_dir(folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            if entry.file_type().await?.is_dir() {
                folders.push(entry.path());
            } else {
                files.push(entry.path());
            }
        }
    }
    Ok(files)
}
