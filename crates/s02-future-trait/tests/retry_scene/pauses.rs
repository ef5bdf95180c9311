//! Policies of all sizes, and the pauses that the Rule gives for each.

use std::time::Duration;

use futures::future::join_all;
use probe::program;
use probe::{Finding, expect, ms};
use tokio::select;
use tokio::time::sleep;

use super::*;

/// One policy, and the attempts that were made by it, all of which fail.
struct Case {
    attempts: u32,
    base: Duration,
    max: Duration,
    made: Attempts,
}

/// For so long a case is watched: pauses of centuries are known by the attempts that do not come.
const WATCHED: Duration = Duration::from_secs(300 * 24 * 60 * 60);

/// So many cases at the same time.
const TOGETHER: usize = 50;

/// Compares the pauses with [`Case::pause`], for policies of all sizes.
#[track_caller]
pub fn pauses_are_those_of_the_rule() {
    let cases: Vec<Case> = cases().collect();
    for some in cases.chunks(TOGETHER) {
        program::run(|| join_all(some.iter().map(Case::run)));
        some.iter().for_each(Case::judge);
    }
}

/// Small and special ones first; the first that fails is shown.
fn cases() -> impl Iterator<Item = Case> {
    let lengths = [
        Duration::ZERO,
        Duration::from_nanos(1),
        Duration::from_micros(1),
        ms(1),
        ms(107),
        Duration::from_secs(86_400),
        Duration::MAX,
    ];
    let numbers = [2, 3, 5, 18, 34, 66];
    let of_number = move |attempts| {
        let of_base = move |base| lengths.map(|max| Case::new(attempts, base, max));
        lengths.into_iter().flat_map(of_base)
    };
    let special = numbers.into_iter().flat_map(of_number);
    let mut seed = 0;
    let any = (0..1000).map(move |_| {
        let mut length = || {
            // Of any number of bits, so that small ones are as many as large ones.
            let bits = random(&mut seed) % 64;
            let nanos = random(&mut seed) >> bits;
            Duration::from_nanos(nanos)
        };
        let (base, max) = (length(), length());
        Case::new(1 + (random(&mut seed) % 24) as u32, base, max)
    });
    special.chain(any)
}

/// The generator `splitmix64`: the same numbers in each run.
fn random(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*seed ^ (*seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl Case {
    fn new(attempts: u32, base: Duration, max: Duration) -> Case {
        let made = Attempts::default();
        Case {
            attempts,
            base,
            max,
            made,
        }
    }

    /// The pause after attempt `n`, in nanoseconds, in the words of the Rule.
    fn pause(&self, n: u32) -> u128 {
        let (base, max) = (self.base.as_nanos(), self.max.as_nanos());
        let doubled = 1_u128
            .checked_shl(n - 1)
            .and_then(|factor| base.checked_mul(factor));
        // What is too large for 128 bits is larger than any `Duration`.
        if base == 0 {
            0
        } else {
            doubled.unwrap_or(max).min(max)
        }
    }

    async fn run(&self) {
        let trying = failing(policy(self.attempts, self.base, self.max), &self.made);
        select! {
            biased;
            _ = trying => {}
            () = sleep(WATCHED) => {}
        }
    }

    #[track_caller]
    fn judge(&self) {
        let tick = TICK.as_nanos();
        let mut seen = self.made.pauses().into_iter();
        let mut since = 0;
        for n in 1..self.attempts {
            let asked = self.pause(n);
            since += asked + tick;
            let seen = seen.next().map(|pause| pause.as_nanos());
            let is_fine = match seen {
                Some(seen) => seen.abs_diff(asked) <= tick,
                None => since >= WATCHED.as_nanos(),
            };
            if !is_fine {
                self.raise(n, asked, seen);
            }
            if seen.is_none() {
                return;
            }
        }
        let (made, most) = (self.made.count(), self.attempts as usize);
        expect(made, most, "the number of attempts", "試行の回数");
    }

    #[track_caller]
    fn raise(&self, n: u32, asked: u128, seen: Option<u128>) {
        let Case { base, max, .. } = self;
        let is_short = seen.is_some_and(|seen| seen < asked);
        let asked = Duration::from_nanos_u128(asked);
        let (en, ja) = match seen.map(Duration::from_nanos_u128) {
            Some(seen) => (
                format!("it was {seen:?}"),
                format!("実際は {seen:?} でした"),
            ),
            None => (
                format!("no attempt had followed after {WATCHED:?}"),
                format!("{WATCHED:?} 経っても次の試行がありませんでした"),
            ),
        };
        Finding::new(early_or_late(is_short))
            .note(
                format!("base {base:?}, max {max:?}: the pause after attempt {n} is {asked:?}, and {en}"),
                format!("base {base:?}、max {max:?} のとき、{n} 回目の試行の後の休みは {asked:?} ですが、{ja}"),
            )
            .raise();
    }
}
