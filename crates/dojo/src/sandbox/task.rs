//! One process to run, and what became of it.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::time::Duration;

use super::bounds::{Bound, Bounds};
use super::cancel::Cancel;
use super::system;

/// A program to be run under bounds.
#[derive(Clone, Debug)]
pub struct Task<'a> {
    /// The program.
    pub program: &'a Path,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// The words of a command that confines itself and becomes the program; none where nothing is
    /// confined.
    pub confined: Vec<OsString>,
    /// The folder that it runs in.
    pub folder: &'a Path,
    /// All its variables.
    pub environment: Vec<(OsString, OsString)>,
    /// What it may take.
    pub bounds: Bounds,
    /// Whether it is asked for a receipt; see `judge/harness.rs`.
    pub receipt: bool,
}

/// What became of a [`Task`].
#[derive(Clone, Debug)]
pub struct Ended {
    /// How the process ended, where it is known.
    pub status: Option<Status>,
    /// The bound that ended it; none where it ended by itself.
    pub by: Option<Bound>,
    /// What it said over the channel that only our own code in it knows.
    pub receipt: Receipt,
    /// Processor time of the process and of those it waited for, where the system tells.
    pub cpu: Option<Duration>,
    /// Wall time.
    pub took: Duration,
    /// What it printed, its beginning and its end.
    pub output: String,
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// With this exit status.
    Exited(i32),
    /// By this signal.
    Signalled(i32),
}

impl Status {
    /// Exit status 0.
    pub fn success(self) -> bool {
        self == Status::Exited(0)
    }
}

/// What a test program said after the body of its test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// The body returned, and reported success.
    Passed,
    /// The body panicked, or reported a failure.
    Failed,
    /// The program has no such test.
    Missing,
    /// Nothing, or nothing that can be believed.
    None,
}

impl Task<'_> {
    /// Runs the task to its end, and ends all that it has started.
    ///
    /// `helper` is the program that serves as guard; its `main` begins with [`crate::judge::help`]. `stop`
    /// is asked again and again, with the time passed so far, whether its caller has seen enough.
    ///
    /// # Errors
    ///
    /// The program cannot be started.
    pub fn run(
        &self,
        helper: &Path,
        cancel: &Cancel,
        stop: &dyn Fn(Duration) -> bool,
    ) -> io::Result<Ended> {
        let stop = |took| cancel.is_cancelled() || stop(took);
        system::run(self, helper, &stop)
    }
}
