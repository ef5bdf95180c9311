//! What somebody may want to know while the judge is at work.

use std::path::Path;

use crate::verdict::TestReport;

/// Something that happened on the way to a verdict.
#[derive(Debug)]
pub enum Event<'a> {
    /// Another process is at work with the same files, and is waited for.
    Waiting {
        /// What that process holds.
        lock: &'a Path,
    },
    /// What an answer stands on is being built.
    Building {
        /// What cargo says of it.
        line: &'a str,
    },
    /// An answer was compiled, or does not compile.
    Compiled {
        /// Its place among the targets.
        target: usize,
    },
    /// A test has ended.
    Tested {
        /// The place of its answer among the targets.
        target: usize,
        /// What came of it.
        report: &'a TestReport,
    },
}

/// Is told what happens, from any thread.
pub trait Observer: Sync {
    /// It has happened.
    fn event(&self, event: Event<'_>);
}

/// Does not look.
impl Observer for () {
    fn event(&self, _: Event<'_>) {}
}
