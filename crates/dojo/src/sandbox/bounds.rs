//! What a process may take.

use std::time::Duration;

/// The bounds of one process and all that it starts.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Wall time; where the system tells it, what it waited for a processor does not count, up to
    /// twice as much.
    pub wall: Duration,
    /// Processor time of the process, all its threads together, where the system tells it.
    pub cpu: Duration,
    /// Wall time in which no thread of it has run, and none wants to, where the system tells.
    pub asleep: Duration,
    /// Bytes of address space, where the system can bound it (Linux).
    pub memory: u64,
    /// Bytes of output, both streams together.
    pub output: usize,
}

/// Which bound ended a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// [`Bounds::wall`].
    Wall,
    /// [`Bounds::cpu`].
    Cpu,
    /// [`Bounds::asleep`].
    Asleep,
    /// [`Bounds::output`].
    Output,
    /// Whoever started it had seen enough.
    Caller,
}
