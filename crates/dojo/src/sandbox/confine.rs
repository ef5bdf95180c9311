//! Processes that may touch only what they need. How that is enforced is a matter of the program
//! that judges: the library says what is needed.

use std::ffi::OsString;
use std::fmt::Debug;
use std::path::PathBuf;

use super::task::Task;

/// What a confined process may touch, beside the system's own programs and libraries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Files, and folders with all that is in them.
    pub read: Vec<PathBuf>,
    /// The same, also to be written.
    pub write: Vec<PathBuf>,
    /// It may talk to itself over 127.0.0.1.
    pub loopback: bool,
    /// It starts other programs, as a compiler does its linker.
    pub programs: bool,
}

/// Who confines.
pub trait Confine: Debug + Send + Sync {
    /// The words of a command that confines itself, and becomes what the words after it say.
    fn words(&self, reach: &Reach) -> Vec<OsString>;
}

/// How the first line begins that a process says which could not be shut in, and became nothing:
/// one of ours, and bubblewrap.
const FAILED: [&str; 2] = ["confine: ", "bwrap: "];

/// Why a process could not be shut in; nothing where it became its program.
pub(crate) fn failure(output: &str) -> Option<&str> {
    let first = output.lines().find(|line| !line.trim().is_empty())?;
    FAILED
        .iter()
        .any(|failed| first.starts_with(failed))
        .then_some(first)
}

/// The words of the task, behind those that confine it.
pub(crate) fn words(task: &Task<'_>) -> Vec<OsString> {
    let mut words = task.confined.clone();
    words.push(task.program.into());
    words.extend(task.arguments.iter().cloned());
    words
}
