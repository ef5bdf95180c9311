//! Files as the runner reads and writes them: whole, and never half written.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process;

use crate::error::Error;

/// # Errors
///
/// Names the file and the cause.
pub fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|e| Error::io("read", path, &e))
}

/// The content of a file that may be missing.
///
/// # Errors
///
/// There is such a file, and it cannot be read.
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::io("read", path, &e)),
    }
}

/// Puts `bytes` at `path` in one step: a reader sees the old content or the new, nothing between.
///
/// # Errors
///
/// Names the file and the cause; the old content stands.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let draft = path.with_file_name(format!(".{name}.{}.tmp", process::id()));
    let written = write_synced(&draft, bytes).and_then(|()| fs::rename(&draft, path));
    written.map_err(|e| {
        // The draft is worth nothing; that it may not exist either is no second error.
        let _ = fs::remove_file(&draft);
        Error::io("write", path, &e)
    })
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a file that must not exist yet, and the folders above it.
///
/// # Errors
///
/// Names the file and the cause, also where the file exists.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
