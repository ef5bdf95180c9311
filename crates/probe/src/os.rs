//! What only the operating system can tell of a thread.
//!
//! On Linux the answers come from `/proc`, and from the calls with which std puts a thread to sleep. Elsewhere every question is answered with "unknown":
//! a test then waits for its limit instead of ending at once, and counts wakers instead of
//! threads. The verdict is the same, the name of the mistake may be a more general one.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
pub(crate) use linux::*;

#[cfg(not(target_os = "linux"))]
mod other;
#[cfg(not(target_os = "linux"))]
pub(crate) use other::*;

/// What a thread is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Activity {
    /// On a processor, or waiting for one.
    Running,
    /// Asleep until another thread acts: a lock, a channel, a condition variable, `park`.
    Waiting,
    /// Asleep for a time: `thread::sleep`, or a wait with a limit.
    Sleeping,
    /// Asleep in some other system call, for example a read.
    InKernel,
    Gone,
    Unknown,
}

impl Activity {
    pub(crate) fn is_asleep(self) -> bool {
        matches!(
            self,
            Activity::Waiting | Activity::Sleeping | Activity::InKernel
        )
    }
}
