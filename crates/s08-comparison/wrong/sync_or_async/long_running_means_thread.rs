//~ needless-offload in what_only_waits_is_a_task
//! "It runs for ever, so it needs a thread." It waits, and a task that waits holds none.

use std::time::Duration;

use s08_comparison::work::{Claim, Plan, Workload};

const STRETCH: Duration = Duration::from_micros(100);

pub fn plan(work: &Workload) -> Plan {
    let holds_its_thread = work.blocking || work.cpu > STRETCH;
    match (holds_its_thread, work.long_running) {
        (true, true) => Plan::DedicatedThread,
        (true, false) => Plan::SpawnBlocking,
        (false, true) => Plan::DedicatedThread,
        (false, false) if work.conns > 0 => Plan::Async,
        (false, false) => Plan::Inline,
    }
}

pub fn median(samples: &mut [Duration]) -> Option<Duration> {
    samples.sort_unstable();
    let upper = *samples.get(samples.len() / 2)?;
    if samples.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = samples[samples.len() / 2 - 1];
    Some(lower + (upper - lower) / 2)
}

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
