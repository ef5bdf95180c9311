//! Questions, one inside the other, and samples that stay in their order.

use std::time::Duration;

use s08_comparison::work::{Claim, Plan, Workload};

pub fn plan(work: &Workload) -> Plan {
    if work.blocking || work.cpu > Duration::from_micros(100) {
        if work.long_running {
            Plan::DedicatedThread
        } else {
            Plan::SpawnBlocking
        }
    } else if work.long_running || work.conns != 0 {
        Plan::Async
    } else {
        Plan::Inline
    }
}

pub fn median(samples: &mut [Duration]) -> Option<Duration> {
    let rank = |sample: &Duration| samples.iter().filter(|other| *other < sample).count();
    let at = |place: usize| {
        let below = samples.iter().filter(|sample| rank(sample) <= place);
        below.max().copied()
    };
    let last = samples.len().checked_sub(1)?;
    let (lower, upper) = (at(last / 2)?, at(samples.len() / 2)?);
    let apart = upper.checked_sub(lower)?;
    lower.checked_add(apart / 2)
}

pub fn claim(claimed: Duration, samples: &mut [Duration]) -> Option<Claim> {
    let measured = median(samples)?;
    let ten_times = |time: Duration| time.checked_mul(10).unwrap_or(Duration::MAX);
    if ten_times(measured) < claimed {
        Some(Claim::TooHigh)
    } else if ten_times(claimed) < measured {
        Some(Claim::TooLow)
    } else {
        Some(Claim::Fair)
    }
}
