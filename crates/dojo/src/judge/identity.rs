//! A program as the file system knows it: whether it is still the one that was made.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Op};

/// A file, and what changes when somebody writes to it or puts another in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    path: PathBuf,
    mark: String,
}

impl Identity {
    /// The file at `path` as it is now.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn of(path: PathBuf) -> Result<Identity, Error> {
        match mark(&path) {
            Ok(mark) => Ok(Identity { path, mark }),
            Err(cause) => Err(Error::io(Op::Read, &path, cause)),
        }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is still the same.
    pub fn holds(&self) -> bool {
        mark(&self.path).is_ok_and(|mark| mark == self.mark)
    }
}

#[cfg(unix)]
fn mark(path: &Path) -> std::io::Result<String> {
    use std::os::unix::fs::MetadataExt as _;
    let about = fs::symlink_metadata(path)?;
    let (written, changed) = (
        (about.mtime(), about.mtime_nsec()),
        // Nobody can set this one back, short of setting the clock.
        (about.ctime(), about.ctime_nsec()),
    );
    let file = (about.dev(), about.ino(), about.size());
    Ok(format!("{file:?} {written:?} {changed:?}"))
}

#[cfg(not(unix))]
fn mark(path: &Path) -> std::io::Result<String> {
    let about = fs::symlink_metadata(path)?;
    Ok(format!("{} {:?}", about.len(), about.modified()?))
}
