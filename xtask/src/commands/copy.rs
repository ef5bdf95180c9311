//! A copy of the checkout, under the target folder: the learner's own files are never touched.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dojo::{Course, Error, Kata, Op};

use shell::means;

/// The copy.
pub struct Copy {
    /// Its root.
    pub root: PathBuf,
}

impl Copy {
    /// Copies the course, in place of an earlier copy of that name.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub fn make(course: &Course, name: &str) -> Result<Copy, Error> {
        let root = course.root.join("target").join("dojo").join(name);
        let make = || -> io::Result<()> {
            if root.exists() {
                fs::remove_dir_all(&root)?;
            }
            copy_tree(&course.root, &root)
        };
        make().map_err(|cause| Error::io(Op::Create, &root, cause))?;
        Ok(Copy { root })
    }

    /// Removes it.
    pub fn remove(self) {
        // What is left behind is overwritten by the next run.
        let _ = fs::remove_dir_all(&self.root);
    }

    /// Puts an answer in the stub's place.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub fn put(&self, kata: &Kata, answer: &[u8]) -> Result<(), Error> {
        let path = self.root.join(kata.short(&kata.exercise()));
        fs::write(&path, answer).map_err(|cause| Error::io(Op::Write, &path, cause))
    }

    /// A cargo that works in the copy, says nothing, and that the user's environment does not bend.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(means::cargo());
        command
            .env_clear()
            .envs(means::environment().for_builds())
            .current_dir(&self.root)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }
}

/// Copies all but what git or cargo would make anew.
fn copy_tree(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if [".git", "target", ".dojo-progress.json"]
            .map(OsStr::new)
            .contains(&&*name)
        {
            continue;
        }
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &to.join(name))?;
        } else {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}
