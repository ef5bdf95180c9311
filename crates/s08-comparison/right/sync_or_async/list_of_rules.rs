//! A list of rules; the first one that applies decides.

use std::time::Duration;

use s08_comparison::work::{Claim, Plan, Workload};

type Rule = (fn(&Workload) -> bool, Plan);

const RULES: [Rule; 6] = [
    (
        |work| work.blocking && work.long_running,
        Plan::DedicatedThread,
    ),
    (
        |work| work.cpu.as_nanos() > 100_000 && work.long_running,
        Plan::DedicatedThread,
    ),
    (
        |work| work.blocking || work.cpu.as_nanos() > 100_000,
        Plan::SpawnBlocking,
    ),
    (|work| work.long_running, Plan::Async),
    (|work| work.conns == 0, Plan::Inline),
    (|_| true, Plan::Async),
];

pub fn plan(work: &Workload) -> Plan {
    let rule = RULES.iter().find(|(applies, _)| applies(work));
    rule.expect("the last one always applies").1
}

pub fn median(samples: &mut [Duration]) -> Option<Duration> {
    let mut nanoseconds: Vec<u128> = samples.iter().map(Duration::as_nanos).collect();
    nanoseconds.sort();
    let count = nanoseconds.len();
    let middle = match count {
        0 => return None,
        _ => (nanoseconds[(count - 1) / 2] + nanoseconds[count / 2]) / 2,
    };
    let seconds = u64::try_from(middle / 1_000_000_000).ok()?;
    let rest = u32::try_from(middle % 1_000_000_000).ok()?;
    Some(Duration::new(seconds, rest))
}

pub fn claim(claimed: Duration, samples: &mut [Duration]) -> Option<Claim> {
    let measured = median(samples)?.as_nanos();
    let claimed = claimed.as_nanos();
    if claimed > 10 * measured {
        return Some(Claim::TooHigh);
    }
    if measured > 10 * claimed {
        return Some(Claim::TooLow);
    }
    Some(Claim::Fair)
}
