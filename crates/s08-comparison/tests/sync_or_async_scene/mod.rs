//! Workloads of every kind, and what is asked of an answer.

use std::time::Duration;

use probe::{Diagnosis, demand, expect};
use s08_comparison::work::{Claim, Plan, Workload};

use crate::sync_or_async::{claim, median, plan};

/// What a worker can do on the side, and what it cannot.
pub const SHORT: [Duration; 6] = [
    Duration::ZERO,
    Duration::from_nanos(1),
    Duration::from_micros(10),
    Duration::from_nanos(10_001),
    Duration::from_nanos(99_999),
    Duration::from_micros(100),
];
pub const LONG: [Duration; 7] = [
    Duration::from_nanos(100_001),
    Duration::from_micros(101),
    Duration::from_micros(999),
    Duration::from_millis(1),
    Duration::from_millis(300),
    WRAPS,
    Duration::MAX,
];

/// 2^64 ns: a `u64` of nanoseconds makes nothing of it.
pub const WRAPS: Duration = Duration::new(18_446_744_073, 709_551_616);

pub const CONNS: [usize; 7] = [0, 1, 99, 100, 101, 10_000, usize::MAX];

/// Every workload with these stretches and these numbers of connections.
pub fn every(cpu: &'static [Duration], conns: &[usize]) -> impl Iterator<Item = Workload> {
    let conns = conns.to_vec();
    let flags = [(false, false), (true, false), (false, true), (true, true)];
    flags.into_iter().flat_map(move |(blocking, long_running)| {
        let conns = conns.clone();
        cpu.iter().flat_map(move |&cpu| {
            let of = move |conns| Workload {
                blocking,
                cpu,
                conns,
                long_running,
            };
            conns.clone().into_iter().map(of)
        })
    })
}

/// Asks that the work is sent to one of these places, and says what would become of it elsewhere.
#[track_caller]
pub fn belongs(work: Workload, places: &[Plan]) {
    let seen = plan(&work);
    let is_short = work.cpu <= SHORT[SHORT.len() - 1];
    let (code, en, ja) = match seen {
        Plan::Inline | Plan::Async if work.blocking => (
            Diagnosis::BlockedExecutor,
            "its blocking calls would put a worker to sleep",
            "ブロックする呼び出しが worker を眠らせます",
        ),
        Plan::Inline | Plan::Async if !is_short => (
            Diagnosis::StarvedTask,
            "no other task of the worker would run meanwhile",
            "その間、worker のほかのタスクは動けません",
        ),
        Plan::SpawnBlocking if work.long_running => (
            Diagnosis::PoolExhaustion,
            "it would never give its thread back to the pool",
            "スレッドがプールへ返されることはありません",
        ),
        Plan::SpawnBlocking | Plan::DedicatedThread if is_short && !work.blocking => (
            Diagnosis::NeedlessOffload,
            "nothing in it holds a thread",
            "スレッドを占有する処理はありません",
        ),
        _ => (
            Diagnosis::WrongResult,
            "that is not where it belongs",
            "そこは適切な場所ではありません",
        ),
    };
    demand(
        places.contains(&seen),
        code,
        format!("`{seen:?}` for {work:?}: {en}; expected {places:?}"),
        format!("{work:?} に対して `{seen:?}`: {ja} (期待値 {places:?})"),
    );
}

pub fn nanoseconds(of: &[u64]) -> Vec<Duration> {
    of.iter().copied().map(Duration::from_nanos).collect()
}

#[track_caller]
pub fn is_median(samples: &[u64], asked: u64) {
    let text = format!("the median of {samples:?} ns");
    let ja = format!("{samples:?} ns の中央値");
    let asked = Some(Duration::from_nanos(asked));
    expect(median(&mut nanoseconds(samples)), asked, &text, &ja);
}

#[track_caller]
pub fn claims(claimed: Duration, samples: &[Duration], asked: Option<Claim>) {
    let text = format!("claim({claimed:?}, {samples:?})");
    expect(claim(claimed, &mut samples.to_vec()), asked, &text, &text);
}

/// Numbers that are the same in each run.
pub struct Seeded(pub u64);

impl Seeded {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 27)) % bound
    }

    /// One to twelve of them, each below `bound`.
    pub fn numbers(&mut self, bound: u64) -> Vec<u64> {
        let count = 1 + self.below(12);
        (0..count).map(|_| self.below(bound)).collect()
    }
}
