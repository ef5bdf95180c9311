//! The attempts that were made, and the pauses that there should have been.

mod pauses;

use std::cell::RefCell;
use std::future::poll_fn;
use std::num::NonZeroU32;
use std::task::Poll;
use std::thread;
use std::time::Duration;

use probe::program::{self, Report};
use probe::trace::Subject;
use probe::{Child, ChildView, Diagnosis, Finding, demand, expect, ms};
use tokio::select;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep, timeout};

use crate::retry::{Policy, retry};

pub use pauses::pauses_are_those_of_the_rule;

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
        let name = format_args!("attempt {attempt}");
        Subject::named("attempt", &name).tell("begins", "開始");
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
