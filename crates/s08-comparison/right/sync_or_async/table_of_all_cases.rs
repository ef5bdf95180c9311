//! Every case is written down.

use std::cmp::Ordering;
use std::time::Duration;

use s08_comparison::work::{Claim, Plan, Workload};

pub fn plan(work: &Workload) -> Plan {
    let &Workload {
        blocking,
        cpu,
        conns,
        long_running,
    } = work;
    let long = cpu.cmp(&Duration::from_micros(100)) == Ordering::Greater;
    match (blocking, long, conns, long_running) {
        (false, false, 0, false) => Plan::Inline,
        (false, false, _, _) => Plan::Async,
        (_, _, _, false) => Plan::SpawnBlocking,
        (_, _, _, true) => Plan::DedicatedThread,
    }
}

pub fn median(samples: &mut [Duration]) -> Option<Duration> {
    let count = samples.len();
    if count == 0 {
        return None;
    }
    let (below, &mut upper, _) = samples.select_nth_unstable(count / 2);
    let lower = match count % 2 {
        0 => *below.iter().max()?,
        _ => upper,
    };
    Some(upper - (upper - lower).div_ceil(2))
}

trait DivCeil {
    fn div_ceil(self, by: u32) -> Duration;
}

impl DivCeil for Duration {
    fn div_ceil(self, by: u32) -> Duration {
        let down = self / by;
        if down * by < self {
            down + Duration::from_nanos(1)
        } else {
            down
        }
    }
}

pub fn claim(claimed: Duration, samples: &mut [Duration]) -> Option<Claim> {
    let measured = median(samples)?;
    let is_more = |one: Duration, other: Duration| match other.checked_mul(10) {
        Some(bound) => one > bound,
        None => false,
    };
    Some(
        match (is_more(claimed, measured), is_more(measured, claimed)) {
            (true, _) => Claim::TooHigh,
            (_, true) => Claim::TooLow,
            _ => Claim::Fair,
        },
    )
}
