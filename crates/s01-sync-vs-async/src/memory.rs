//! What a process takes of the machine.

/// The memory and the threads of a process at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mem {
    /// Address space: what the process may touch, in KiB.
    pub vsize_kib: u64,
    /// Resident memory: what it has touched, and what really is in the machine's memory, in KiB.
    pub rss_kib: u64,
    /// How many threads it has.
    pub threads: u64,
}

/// Of what the claim is true that each thread takes 8 MiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Of address space only.
    Virtual,
    /// Of memory, too.
    Resident,
    /// Of nothing.
    Neither,
}
