//! The attempts that were made, and the pauses that there should have been.

use std::cell::RefCell;
use std::future::poll_fn;
use std::num::NonZeroU32;
use std::task::Poll;
use std::thread;
use std::time::Duration;

use futures::future::join_all;
use probe::program::{self, Report};
use probe::{Child, ChildView, Diagnosis, Finding, Probe, demand, expect, ms};
use tokio::select;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep, timeout};

use crate::retry::{Policy, retry};

pub fn policy(attempts: u32, base: Duration, max: Duration) -> Policy {
    Policy {
        attempts: NonZeroU32::new(attempts).expect("every policy here has an attempt"),
        base,
        max,
    }
}

/// An error of which there is only one.
#[derive(Debug, PartialEq)]
pub struct Failed {
    pub attempt: u32,
}

/// The attempts that were made: which, and when.
#[derive(Default)]
pub struct Attempts {
    called: RefCell<Vec<(u32, Instant)>>,
    polled: RefCell<Vec<Instant>>,
}

impl Attempts {
    pub fn note(&self, attempt: u32) {
        self.called.borrow_mut().push((attempt, Instant::now()));
    }

    /// Notes an attempt that has been begun, and when its future is polled first.
    pub fn then<F: Future>(&self, attempt: u32, future: F) -> impl Future<Output = F::Output> {
        self.note(attempt);
        async move {
            self.polled.borrow_mut().push(Instant::now());
            future.await
        }
    }

    pub fn count(&self) -> usize {
        self.called.borrow().len()
    }

    #[track_caller]
    pub fn were(&self, asked: impl IntoIterator<Item = u32>) {
        let seen: Vec<_> = self
            .called
            .borrow()
            .iter()
            .map(|(number, _)| *number)
            .collect();
        let asked: Vec<_> = asked.into_iter().collect();
        expect(seen, asked, "the attempts", "試行");
    }

    fn pauses(&self) -> Vec<Duration> {
        let attempts = self.called.borrow();
        attempts
            .windows(2)
            .map(|pair| pair[1].1 - pair[0].1)
            .collect()
    }

    /// Asks that no attempt was called for long before it was polled.
    #[track_caller]
    fn were_not_prepared(&self) {
        let (called, polled) = (self.called.borrow(), self.polled.borrow());
        for ((number, called), polled) in called.iter().zip(polled.iter()) {
            let early = *polled - *called;
            demand(
                early <= TICK,
                Diagnosis::EagerStart,
                format!("`op({number})` was called {early:?} before its future was polled"),
                format!(
                    "`op({number})` は、その Future がポーリングされる {early:?} 前に呼ばれました"
                ),
            );
        }
    }

    /// Asks for the pauses between the attempts, to the millisecond.
    #[track_caller]
    pub fn paused(&self, asked: &[u64]) {
        self.were_not_prepared();
        let (seen, asked) = (self.pauses(), asked.iter().copied().map(ms));
        let asked: Vec<_> = asked.collect();
        let is_off = |(seen, asked): (&Duration, &Duration)| seen.abs_diff(*asked) > TICK;
        if seen.len() != asked.len() || seen.iter().zip(&asked).any(is_off) {
            let is_short = seen.iter().sum::<Duration>() < asked.iter().sum();
            Finding::new(early_or_late(is_short))
                .note(
                    format!("the pauses: expected {asked:?}, got {seen:?}"),
                    format!("休みの長さ: 期待値は {asked:?}、実際は {seen:?}"),
                )
                .raise();
        }
    }
}

// The clock goes in steps of so long.
const TICK: Duration = ms(1);

fn early_or_late(is_short: bool) -> Diagnosis {
    match is_short {
        true => Diagnosis::ReadyTooEarly,
        false => Diagnosis::ReadyTooLate,
    }
}

/// Makes attempts that all fail, and asks how long that takes.
#[track_caller]
pub fn all_fail(policy: Policy, took: Duration) -> (Attempts, Result<(), Failed>) {
    let attempts = Attempts::default();
    let report = program::run(|| failing(policy, &attempts));
    report.took(took);
    report.no_task_left();
    (attempts, report.output)
}

#[track_caller]
pub fn last_error_is(output: Result<(), Failed>, attempt: u32) {
    expect(output, Err(Failed { attempt }), "the output", "出力");
}

async fn failing(policy: Policy, attempts: &Attempts) -> Result<(), Failed> {
    let op = |attempt| attempts.then(attempt, async move { Err(Failed { attempt }) });
    retry(policy, op).await
}

/// An attempt that takes so many milliseconds.
pub async fn fails_after(millis: u64, attempt: u32) -> Result<(), Failed> {
    sleep(ms(millis)).await;
    Err(Failed { attempt })
}

/// An attempt that takes no time on tokio's clock, and 60 ms on that of the machine.
pub async fn fails_in_real_time(attempt: u32) -> Result<(), Failed> {
    let wait = spawn_blocking(|| thread::sleep(ms(60))).await;
    wait.expect("a sleep does not panic");
    Err(Failed { attempt })
}

/// A future that fails, and says so when it is polled after that.
pub fn fails_once(attempt: u32) -> impl Future<Output = Result<(), Failed>> {
    let mut result = Some(Err(Failed { attempt }));
    poll_fn(move |_| match result.take() {
        Some(result) => Poll::Ready(result),
        None => Finding::new(Diagnosis::PolledAfterReady)
            .note(
                format!("attempt {attempt} had failed, and was polled again"),
                format!("失敗した {attempt} 回目の試行が、もう一度ポーリングされました"),
            )
            .raise(),
    })
}

/// Polls a future in one task after the other, lets something happen, and runs it to its end where it
/// was polled last.
pub async fn moved_until<F: Future>(future: F, happens: impl Future) -> F::Output {
    let mut probe = Probe::new(future);
    probe.pending();
    for _ in 0..3 {
        sleep(ms(1)).await;
        probe.pending_with_new_waker();
    }
    happens.await;
    for _ in 0..4 {
        // Whoever else has a part in it has its turn.
        sleep(ms(1)).await;
        probe.woken();
        if let Poll::Ready(output) = probe.poll() {
            return output;
        }
    }
    probe.finding(Diagnosis::ReadyTooLate).raise()
}

/// Drops the answer in its second pause, which goes from 100 ms to 300 ms, looks on for so long, and tells
/// how many attempts there had been.
pub async fn dropped_in_the_second_pause(attempts: &Attempts, watched: Duration) -> usize {
    let trying = failing(policy(5, ms(100), ms(1000)), attempts);
    select! {
        biased;
        () = sleep(ms(150)) => {}
        _ = trying => Finding::new(Diagnosis::ReadyTooEarly).raise(),
    }
    let before = attempts.count();
    sleep(watched).await;
    before
}

/// For an answer that makes one attempt, which is this one.
pub fn the_first<F>(attempt: F) -> impl FnMut(u32) -> F {
    let mut attempt = Some(attempt);
    move |_| attempt.take().expect("there is one attempt")
}

/// Drops the answer while its first attempt waits.
pub async fn dropped_in_its_first_attempt(attempt: Child<Result<(), Failed>>) {
    let trying = retry(policy(3, ms(100), ms(1000)), the_first(attempt));
    let _ = timeout(ms(50), trying).await;
}

/// Asks that the third attempt had not begun when the answer was dropped, and never did.
#[track_caller]
pub fn two_attempts_and_no_more(report: &Report<usize>, attempts: &Attempts) {
    let (before, after) = (report.output, attempts.count());
    demand(
        before <= 2,
        Diagnosis::EagerStart,
        format!("{before} calls of `op`, and the third attempt had not begun"),
        format!("`op` が {before} 回呼ばれましたが、3 回目の試行はまだ始まっていません"),
    );
    demand(
        after == before,
        Diagnosis::WorksAfterDrop,
        format!("{after} calls of `op`, {before} of them before the drop"),
        format!("`op` が {after} 回呼ばれました (ドロップの前は {before} 回)"),
    );
    attempts.were([1, 2]);
}

/// Asks that an attempt was begun, and dropped with the answer.
#[track_caller]
pub fn dropped_with_the_answer(attempt: &ChildView<Result<(), Failed>>) {
    let has_begun = attempt.polls() > 0;
    expect(
        has_begun,
        true,
        "whether the attempt has begun",
        "試行が始まったか",
    );
    attempt.dropped_with_the_whole("the attempt", "試行");
}

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
