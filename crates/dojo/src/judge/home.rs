//! Where the judge keeps what it makes: `target/dojo`.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::observer::{Event, Observer};
use crate::error::{Error, Op};
use crate::files;

/// Changes when what lies there takes another form; all of an older form is removed.
const FORM: &str = "2\n";

/// The folder under the course's root.
#[derive(Clone, Debug)]
pub struct Home(PathBuf);

/// Held by one process at a time; let go when it is dropped. A file system without locks gives
/// one that holds nobody back.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "it is held, not read")] Option<File>);

impl Home {
    /// The folder, made where there is none, and emptied where it is of an older form.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub fn open(root: &Path) -> Result<Home, Error> {
        let dir = root.join("target").join("dojo");
        fs::create_dir_all(&dir).map_err(|cause| Error::io(Op::Create, &dir, cause))?;
        let form = dir.join(".form");
        if !matches!(files::read(&form), Ok(found) if found == FORM) {
            for old in ["bench", "build", "check", "verify"] {
                let old = dir.join(old);
                match fs::remove_dir_all(&old) {
                    Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                        return Err(Error::io(Op::Remove, &old, cause));
                    }
                    _ => {}
                }
            }
            files::write(&form, FORM.as_bytes())?;
        }
        Ok(Home(dir))
    }

    /// Where cargo builds what answers stand on: never where the learner's own cargo builds.
    pub fn build(&self) -> PathBuf {
        self.0.join("build")
    }

    /// Where it is written down with what an answer is compiled.
    pub fn bases(&self) -> PathBuf {
        self.0.join("base")
    }

    /// Where the answers of one purpose stand, each in a folder of its own.
    pub fn bench(&self, purpose: &str) -> PathBuf {
        self.0.join(purpose)
    }

    /// A folder for the reports of tests that run.
    ///
    /// # Errors
    ///
    /// It cannot be made.
    pub fn reports(&self) -> Result<PathBuf, Error> {
        let dir = self.0.join("reports");
        fs::create_dir_all(&dir).map_err(|cause| Error::io(Op::Create, &dir, cause))?;
        Ok(dir)
    }
}

impl Lock {
    /// Takes the lock of a folder, which is made, and waits while another process holds it.
    ///
    /// # Errors
    ///
    /// The folder cannot be written.
    pub fn of(dir: &Path, observer: &dyn Observer) -> Result<Lock, Error> {
        fs::create_dir_all(dir).map_err(|cause| Error::io(Op::Create, dir, cause))?;
        let path = dir.join(".lock");
        let file = File::create(&path).map_err(|cause| Error::io(Op::Create, &path, cause))?;
        let locked = match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                observer.event(Event::Waiting { lock: &path });
                file.lock()
            }
            Err(TryLockError::Error(cause)) => Err(cause),
            Ok(()) => Ok(()),
        };
        match locked {
            Ok(()) => Ok(Lock(Some(file))),
            // Network file systems: cargo goes on without a lock there as well.
            Err(cause) if cause.kind() == io::ErrorKind::Unsupported => Ok(Lock(None)),
            Err(cause) => Err(Error::io(Op::Lock, &path, cause)),
        }
    }
}
