//! sync_or_async: inline, a task, or a thread.
//! Task and hints: `cargo xtask lesson sync_or_async`, `cargo xtask hint sync_or_async`
//! 日本語: exercises/s08-comparison/sync_or_async.ja.md

use std::time::Duration;

use s08_comparison::work::{Claim, Plan, Workload};

/// Where this piece of work belongs.
pub fn plan(work: &Workload) -> Plan {
    let _ = (work, Plan::Inline);
    todo!("does it hold its thread? does it ever end?")
}

/// The sample in the middle; of two in the middle, what lies halfway between them.
pub fn median(samples: &mut [Duration]) -> Option<Duration> {
    let _ = samples;
    todo!("what is in the middle of an even number of samples, and of none?")
}

/// What the median of the samples says of the claim that something takes so long.
pub fn claim(claimed: Duration, samples: &mut [Duration]) -> Option<Claim> {
    let _ = (claimed, samples, Claim::Fair);
    todo!("more than ten times apart, and in which direction?")
}
