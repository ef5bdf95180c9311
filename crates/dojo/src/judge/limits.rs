//! The bounds on whatever runs: nothing that is judged can hang, flood, or starve the machine.

use std::time::Duration;

use crate::sandbox::Bounds;

/// What the judge allows.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Wall time of one test. probe's own watchdog ends most hangs sooner, with a better name.
    pub test: Duration,
    /// Wall time in which a test has to move: so long no thread of it may sleep all the time.
    pub asleep: Duration,
    /// Time that a test still has once one before it has not passed: what a learner reads first
    /// is known by then, and nobody should wait for the rest.
    pub after_failure: Duration,
    /// Wall time that a failed test may have taken which is run once more to be drawn: so much later
    /// the verdict may come.
    pub drawn: Duration,
    /// Address space of a test, in bytes, where the system can bound it (Linux). A few hundred
    /// threads with their stacks of 2 MiB fit in.
    pub memory: u64,
    /// Output of a test, in bytes, after which it is ended.
    pub output: usize,
    /// Time in which cargo has to say something. Compiling the largest dependency takes a few
    /// seconds.
    pub silent_build: Duration,
    /// Time for compiling one answer, which takes a second at most.
    pub build: Duration,
    /// Address space of the compiler, in bytes, where the system can bound it.
    pub build_memory: u64,
}

/// Size of an answer, in bytes.
pub const ANSWER: u64 = 1 << 20;

/// What the compiler may say, in bytes: the longest messages known have some hundred lines.
const MESSAGES: usize = 8 << 20;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            test: Duration::from_secs(10),
            asleep: Duration::from_secs(2),
            after_failure: Duration::from_millis(500),
            drawn: Duration::from_millis(150),
            memory: 2 << 30,
            output: 16 << 20,
            silent_build: Duration::from_secs(120),
            build: Duration::from_secs(40),
            build_memory: 4 << 30,
        }
    }
}

impl Limits {
    pub(super) fn of_test(&self) -> Bounds {
        Bounds {
            wall: self.test,
            // Two processors for half of the time: tests count, and do not compute.
            cpu: self.test,
            asleep: self.asleep,
            memory: self.memory,
            output: self.output,
        }
    }

    pub(super) fn of_build(&self) -> Bounds {
        Bounds {
            // Beside eight busy neighbours it takes ten times as long.
            wall: self.build * 3,
            cpu: self.build,
            // It waits for the linker, another process.
            asleep: self.build * 3,
            memory: self.build_memory,
            output: MESSAGES,
        }
    }
}
