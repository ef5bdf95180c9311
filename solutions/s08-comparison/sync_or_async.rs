//! Two questions decide: does it hold its thread, and does it ever end?

use std::time::Duration;

use s08_comparison::work::{Claim, Plan, Workload};

/// What a task may compute between two awaits.
const STRETCH: Duration = Duration::from_micros(100);

/// Where this piece of work belongs.
pub fn plan(work: &Workload) -> Plan {
    let holds_its_thread = work.blocking || work.cpu > STRETCH;
    match (holds_its_thread, work.long_running) {
        (true, true) => Plan::DedicatedThread,
        (true, false) => Plan::SpawnBlocking,
        (false, true) => Plan::Async,
        (false, false) if work.conns > 0 => Plan::Async,
        (false, false) => Plan::Inline,
    }
}

/// The sample in the middle; of two in the middle, what lies halfway between them.
pub fn median(samples: &mut [Duration]) -> Option<Duration> {
    samples.sort_unstable();
    let upper = *samples.get(samples.len() / 2)?;
    if samples.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = samples[samples.len() / 2 - 1];
    Some(lower + (upper - lower) / 2)
}

/// What the median of the samples says of the claim that something takes so long.
pub fn claim(claimed: Duration, samples: &mut [Duration]) -> Option<Claim> {
    let measured = median(samples)?;
    Some(if claimed > measured.saturating_mul(10) {
        Claim::TooHigh
    } else if measured > claimed.saturating_mul(10) {
        Claim::TooLow
    } else {
        Claim::Fair
    })
}
