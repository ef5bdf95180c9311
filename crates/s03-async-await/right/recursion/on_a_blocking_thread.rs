//! One blocking task for all of it, with plain recursion.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tokio::task::spawn_blocking;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let read = spawn_blocking(move || {
        let mut files = Vec::new();
        add(&root, &mut files).map(|()| files)
    });
    read.await?
}

fn add(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if fs::symlink_metadata(&path)?.is_dir() {
            add(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
