//! A piece of work, and the places where it can run.

use std::time::Duration;

/// What is known of a piece of work before it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workload {
    /// It waits inside calls that hold the thread until they return, such as those of `std::fs`, or
    /// of a library without async.
    pub blocking: bool,
    /// For how long it computes at a stretch, at most: from one await to the next, where it has any.
    pub cpu: Duration,
    /// How many connections it has to wait for.
    pub conns: usize,
    /// It goes on until the program ends.
    pub long_running: bool,
}

/// Where a piece of work runs, in a program that has a runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// An ordinary call, in the task that needs the result.
    Inline,
    /// A task of its own.
    Async,
    /// `spawn_blocking`: a thread of the runtime's blocking pool, until the call returns.
    SpawnBlocking,
    /// `std::thread::spawn`: a thread that does nothing else.
    DedicatedThread,
}

/// What measurements say of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is more than ten times what was measured.
    TooHigh,
    /// It is neither too high nor too low.
    Fair,
    /// What was measured is more than ten times the claim.
    TooLow,
}
