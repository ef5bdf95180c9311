//! The files of the course, wherever a rule speaks of all of them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Op};

/// All files under `folder`, sorted; none where there is no such folder.
///
/// # Errors
///
/// A folder cannot be listed.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder)? {
            // A link is not followed: it may lead back to a folder above it.
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// What lies directly in `folder`, sorted; nothing where there is no such folder.
///
/// # Errors
///
/// The folder cannot be listed.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let cannot = |cause| Error::io(Op::List, folder, cause);
    let mut entries = fs::read_dir(folder)
        .map_err(cannot)?
        .map(|entry| Ok(entry.map_err(cannot)?.path()))
        .collect::<Result<Vec<_>, Error>>()?;
    entries.sort();
    Ok(entries)
}

/// Every translation: at the root, in `docs`, in `exercises`, and among the pages of the diagnoses.
///
/// # Errors
///
/// A folder cannot be listed.
pub fn translations(root: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut all = entries(root)?;
    all.extend(files(&root.join("docs"))?);
    all.extend(files(&root.join("exercises"))?);
    all.extend(files(&root.join("crates/probe/explain"))?);
    all.extend(files(&root.join("xtask/lints"))?);
    all.retain(|path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().ends_with(".ja.md"))
    });
    Ok(all)
}

#[cfg(all(test, unix))]
mod tests {
    use scratch::Scratch;

    use super::files;

    #[test]
    fn a_link_to_a_folder_above_is_not_followed() {
        let folder = Scratch::new();
        folder.write("a/b.txt", "");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).unwrap();
        let found = files(folder.path()).unwrap();
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
