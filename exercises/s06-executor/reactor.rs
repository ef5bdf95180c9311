//! reactor: knows who waits for which moment, and wakes those whose moment has come.
//! Task and hints: `cargo xtask lesson reactor`, `cargo xtask hint reactor`
//! 日本語: exercises/s06-executor/reactor.ja.md

use std::task::Waker;

/// A moment. Time stands still until somebody calls [`Reactor::turn`].
pub type Tick = u64;

/// Names one registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

/// Wakes tasks when their moment has come. Threads share it.
#[derive(Default)]
pub struct Reactor {
    // TODO: who waits for what?
}

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }

    /// Asks that `waker` is called as soon as the time is `at`.
    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        todo!(
            "keep {waker:?} until {at}, and give the entry a name: {:?}, …",
            Id(0)
        )
    }

    /// Takes a registration back. Does nothing where it has been served already.
    pub fn deregister(&self, id: Id) {
        todo!("forget entry {}", id.0)
    }

    /// The time is `now`: wakes all who are due, the earliest first, and returns how many.
    pub fn turn(&self, now: Tick) -> usize {
        todo!("whose moment is at {now}, or before?")
    }

    /// The earliest moment that anybody waits for.
    pub fn next_deadline(&self) -> Option<Tick> {
        todo!("how long may the thread sleep?")
    }
}
