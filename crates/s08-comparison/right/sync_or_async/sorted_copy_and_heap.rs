//! A heap that gives the samples back in order; the plan as arithmetic on two flags.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use s08_comparison::work::{Claim, Plan, Workload};

pub fn plan(work: &Workload) -> Plan {
    const PLANS: [Plan; 4] = [
        Plan::Inline,
        Plan::Async,
        Plan::SpawnBlocking,
        Plan::DedicatedThread,
    ];
    let holds =
        work.blocking | (work.cpu.saturating_sub(Duration::from_micros(100)) > Duration::ZERO);
    let second = work.long_running || (!holds && work.conns >= 1);
    PLANS[2 * usize::from(holds) + usize::from(second)]
}

pub fn median(samples: &mut [Duration]) -> Option<Duration> {
    let mut heap: BinaryHeap<_> = samples.iter().copied().map(Reverse).collect();
    let count = heap.len();
    for _ in 0..count.saturating_sub(1) / 2 {
        heap.pop();
    }
    let Reverse(lower) = heap.pop()?;
    if count % 2 == 1 {
        return Some(lower);
    }
    let Reverse(upper) = heap.pop()?;
    Some(lower + (upper - lower) / 2)
}

pub fn claim(claimed: Duration, samples: &mut [Duration]) -> Option<Claim> {
    let measured = median(samples)?;
    let tenfold = |time: Duration| time.saturating_mul(10);
    if claimed.max(tenfold(measured)) != tenfold(measured) {
        Some(Claim::TooHigh)
    } else if measured.max(tenfold(claimed)) != tenfold(claimed) {
        Some(Claim::TooLow)
    } else {
        Some(Claim::Fair)
    }
}
