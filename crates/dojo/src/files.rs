//! Files as the runner reads and writes them: whole, and never half written.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use crate::error::{Error, Op};

/// More than any file of the course has, and little enough to hold in memory.
const LARGEST: u64 = 16 << 20;

/// A text file.
///
/// # Errors
///
/// Names the file and the cause.
pub fn read(path: &Path) -> Result<String, Error> {
    let bytes = bytes(path)?;
    String::from_utf8(bytes).map_err(|_| {
        let cause = io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8");
        Error::io(Op::Read, path, cause)
    })
}

/// The bytes of a file.
///
/// # Errors
///
/// Names the file and the cause; what is no regular file is one.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    regular(path, LARGEST).map_err(|cause| Error::io(Op::Read, path, cause))
}

/// The content of a file that may be missing.
///
/// # Errors
///
/// There is something of that name, and it cannot be read.
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match regular(path, LARGEST) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Error::io(Op::Read, path, cause)),
    }
}

/// Reads a regular file of at most `limit` bytes. Neither a pipe without a writer nor a device
/// without an end is waited for.
///
/// # Errors
///
/// As the system says; [`InvalidInput`](io::ErrorKind::InvalidInput) where it is no regular file,
/// [`FileTooLarge`](io::ErrorKind::FileTooLarge) where it is larger.
pub fn regular(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    // Looked at before it is opened: to open a pipe is to wait for its other end.
    let is_file = |metadata: fs::Metadata| {
        let odd = || io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file");
        metadata.is_file().then_some(()).ok_or_else(odd)
    };
    is_file(fs::metadata(path)?)?;
    let file = File::open(path)?;
    is_file(file.metadata()?)?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Puts `bytes` at `path` in one step: a reader sees the old content or the new, nothing between.
///
/// # Errors
///
/// Names the file and the cause; the old content stands.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let draft = draft(path);
    let written = fs::write(&draft, bytes).and_then(|()| rename(&draft, path));
    written.map_err(|cause| {
        // The draft is worth nothing; that it may not exist either is no second error.
        let _ = fs::remove_file(&draft);
        Error::io(Op::Write, path, cause)
    })
}

/// A name beside `path` that no other thread or process writes to.
fn draft(path: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.{number}.tmp", process::id()))
}

/// Renames, and tries again where an indexer or a virus scanner holds the target for a moment, as
/// happens on Windows.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    const TRIES: u32 = 4;
    for pause in 0..TRIES {
        match fs::rename(from, to) {
            Err(cause) if cfg!(windows) && matches!(cause.raw_os_error(), Some(5 | 32)) => {
                thread::sleep(Duration::from_millis(10 << pause));
            }
            done => return done,
        }
    }
    fs::rename(from, to)
}

/// Writes a file that must not exist yet, and the folders above it.
///
/// # Errors
///
/// As the system says, also where the file exists.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a file, and the folders above it, unless it holds these bytes already.
///
/// # Errors
///
/// Names the file and the cause.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if regular(path, LARGEST).is_ok_and(|content| content == bytes) {
        return Ok(());
    }
    let write = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)
    };
    write().map_err(|cause| Error::io(Op::Write, path, cause))
}

#[cfg(all(test, unix))]
mod tests {
    use scratch::Scratch;

    use super::*;

    #[test]
    fn what_is_no_regular_file_is_not_waited_for() {
        let folder = Scratch::new();
        let made = process::Command::new("mkfifo")
            .arg(folder.path().join("pipe"))
            .status();
        assert!(made.unwrap().success());
        std::os::unix::fs::symlink("/dev/zero", folder.path().join("device")).unwrap();
        for odd in ["pipe", "device"] {
            let error = read_if_there(&folder.path().join(odd)).unwrap_err();
            assert!(error.to_string().contains("not a regular file"), "{error}");
        }
    }

    #[test]
    fn threads_that_replace_one_file_do_not_mix() {
        let folder = Scratch::new();
        let path = folder.path().join("file");
        thread::scope(|scope| {
            for n in 0..8_u8 {
                let path = &path;
                scope.spawn(move || {
                    for _ in 0..20 {
                        replace(path, &[n; 4096]).unwrap();
                        let seen = bytes(path).unwrap();
                        assert_eq!(seen, vec![seen[0]; 4096]);
                    }
                });
            }
        });
        let left = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 1, "drafts are left behind");
    }
}
