//~ abort in deep_tree_on_a_small_stack
//! "A box takes the future off the stack." The future, but not the frame of its poll, and each level
//! polls inside the one above it.

use std::io;
use std::path::PathBuf;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            files.extend(Box::pin(walk(entry.path())).await?);
        } else {
            let mut name = [0_u8; 16 * 1024];
            let path = entry.path();
            let bytes = path.as_os_str().as_encoded_bytes();
            name[..bytes.len()].copy_from_slice(bytes);
            std::hint::black_box(&name);
            files.push(path);
        }
    }
    Ok(files)
}
