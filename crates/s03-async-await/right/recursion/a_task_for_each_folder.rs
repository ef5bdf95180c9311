//! A set of tasks; each reads one folder, and the last error wins nothing.

use std::io;
use std::path::PathBuf;

use tokio::task::JoinSet;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let (mut tasks, mut files) = (JoinSet::new(), Vec::new());
    tasks.spawn(read(root));
    while let Some(read_one) = tasks.join_next().await {
        let (folders, found) = read_one??;
        for folder in folders {
            tasks.spawn(read(folder));
        }
        files.extend(found);
    }
    Ok(files)
}

async fn read(folder: PathBuf) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    let mut entries = tokio::fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        if entry.file_type().await?.is_dir() {
            folders.push(entry.path());
        } else {
            files.push(entry.path());
        }
    }
    Ok((folders, files))
}
