//! recursion: a future that contains itself.
//! Task and hints: `cargo xtask lesson recursion`, `cargo xtask hint recursion`
//! 日本語: exercises/s03-async-await/recursion.ja.md

use std::io;
use std::path::PathBuf;

/// All that lies below `root`, at any depth, and is no folder.
///
/// # Errors
///
/// `root`, or a folder below it, cannot be read.
pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut entries = tokio::fs::read_dir(&root).await?;
    while let Some(entry) = entries.next_entry().await? {
        // TODO: what if it is a folder, and what if it is a link?
        files.push(entry.path());
    }
    Ok(files)
}
