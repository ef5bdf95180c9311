//~ wrong-result in folders_in_folders
//! "Skip `..`, or the walk climbs up." It is never among the entries; a folder named `..a` is.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let (mut folders, mut files) = (vec![root], Vec::new());
    while let Some(folder) = folders.pop() {
        let mut entries = tokio::fs::read_dir(folder).await?;
        while let Some(entry) = entries.next_entry().await? {
            let kind = entry.file_type().await?;
            if !kind.is_dir() {
                files.push(entry.path());
            } else if !entry.file_name().as_encoded_bytes().starts_with(b"..") {
                folders.push(entry.path());
            }
        }
    }
    Ok(files)
}
