//! What somebody wants of a runtime.

/// A runtime, described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cfg {
    /// Who runs its tasks.
    pub flavor: Flavor,
    /// The name of every thread that it starts.
    pub name: String,
    /// Whether it has timers.
    pub time: bool,
    /// Whether it has sockets.
    pub io: bool,
    /// How many blocking calls can run at the same time.
    pub max_blocking: usize,
}

/// Who runs the tasks of a runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavor {
    /// The thread that calls `block_on`.
    CurrentThread,
    /// Threads of its own.
    MultiThread {
        /// So many.
        workers: usize,
    },
}
