//! A thread that begins with the first poll, and sends what it finds.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::thread;

use tokio::sync::oneshot;

pub async fn walk(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let (sender, receiver) = oneshot::channel();
    thread::spawn(move || sender.send(read(root)));
    receiver.await.map_err(io::Error::other)?
}

fn read(root: PathBuf) -> io::Result<Vec<PathBuf>> {
    let (mut folders, mut files) = (vec![root], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let list = match entry.file_type()?.is_dir() {
                true => &mut folders,
                false => &mut files,
            };
            list.push(entry.path());
        }
    }
    Ok(files)
}
