//! What became of workers.

/// How many workers ended in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// They finished what they were doing.
    pub clean: usize,
    /// They did not finish in time, and were aborted.
    pub aborted: usize,
    /// They panicked.
    pub panicked: usize,
}
