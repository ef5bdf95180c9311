//~ wrong-result in median_is_the_middle
//! "The one in the middle of the list." Of the list as it came.

use std::time::Duration;

use s08_comparison::work::{Claim, Plan, Workload};

const STRETCH: Duration = Duration::from_micros(100);

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

pub fn median(samples: &mut [Duration]) -> Option<Duration> {
    let upper = *samples.get(samples.len() / 2)?;
    if samples.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = samples[samples.len() / 2 - 1];
    Some(lower + upper.saturating_sub(lower) / 2)
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
