//~ wrong-result in a_claim_is_compared_with_the_median
//! "Divided by ten is the same." Division rounds down, and 19 ns become 1.

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
    Some(if claimed / 10 > measured {
        Claim::TooHigh
    } else if measured / 10 > claimed {
        Claim::TooLow
    } else {
        Claim::Fair
    })
}
