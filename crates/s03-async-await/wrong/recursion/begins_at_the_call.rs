//~ eager-start in made_first_and_begun_later
//! "Read on another thread, and return a future for the result." The thread starts with the call,
//! whether or not anybody ever polls.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use futures::channel::oneshot;

pub fn walk(root: PathBuf) -> impl Future<Output = io::Result<Vec<PathBuf>>> + Send {
    let read = thread::spawn(move || files_in(&root));
    // Whoever needs the result is waiting anyway.
    let files = read
        .join()
        .unwrap_or_else(|_| Err(io::Error::other("a panic")));
    let (sender, receiver) = oneshot::channel();
    let _ = sender.send(files);
    async move { receiver.await.expect("it was sent") }
}

fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files.extend(files_in(&entry.path())?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}
