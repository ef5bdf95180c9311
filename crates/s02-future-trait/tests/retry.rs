//! `retry` makes one attempt after the other, with a pause after each failure that grows up to its
//! limit, and stops with the first success or the last failure.
//!
//! Start with `succeeds_at_once_then_no_pause` and `fails_twice_then_succeeds`. All run on tokio
//! with a paused clock, which tells the length of every pause and takes no time.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/retry.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/retry.rs"
)]
mod retry;

use std::cell::RefCell;
use std::future::poll_fn;
use std::num::NonZeroU32;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use probe::{Diagnosis, Finding, demand, expect, ms, program};
use retry::{Policy, retry};
use tokio::time::{Instant, sleep, timeout};

// lesson: "200 attempts are as good as three"
// lesson.ja: "200 回の試行でも 3 回と同じ"
const MANY: u32 = 200;

fn policy(attempts: u32, base: Duration, max: Duration) -> Policy {
    Policy {
        attempts: NonZeroU32::new(attempts).expect("every policy here has an attempt"),
        base,
        max,
    }
}

/// An error of which there is only one.
#[derive(Debug, PartialEq)]
struct Failed {
    attempt: u32,
}

/// The attempts that were made: which, and when.
#[derive(Default)]
struct Attempts(RefCell<Vec<(u32, Instant)>>);

impl Attempts {
    fn note(&self, attempt: u32) {
        self.0.borrow_mut().push((attempt, Instant::now()));
    }

    #[track_caller]
    fn were(&self, asked: impl IntoIterator<Item = u32>) {
        let seen: Vec<_> = self
            .0
            .borrow()
            .iter()
            .map(|(attempt, _)| *attempt)
            .collect();
        let asked: Vec<_> = asked.into_iter().collect();
        expect(seen, asked, "the attempts", "試行");
    }

    /// Asks for the pauses between the attempts, to the millisecond.
    #[track_caller]
    fn paused(&self, asked: &[u64]) {
        let attempts = self.0.borrow();
        let pauses = attempts.windows(2).map(|pair| pair[1].1 - pair[0].1);
        let seen: Vec<_> = pauses.map(|pause| pause.as_millis()).collect();
        let asked: Vec<_> = asked.iter().map(|&millis| u128::from(millis)).collect();
        let wrong = |(seen, asked): (&u128, &u128)| seen.abs_diff(*asked) > 1;
        if seen.len() != asked.len() || seen.iter().zip(&asked).any(wrong) {
            let shorter = seen.iter().sum::<u128>() < asked.iter().sum();
            let code = if shorter {
                Diagnosis::ReadyTooEarly
            } else {
                Diagnosis::ReadyTooLate
            };
            Finding::new(code)
                .note(
                    format!("the pauses in ms: expected {asked:?}, got {seen:?}"),
                    format!("休みの長さ (ms): 期待値は {asked:?}、実際は {seen:?}"),
                )
                .raise();
        }
    }
}

#[test]
fn succeeds_at_once_then_no_pause() {
    let attempts = Attempts::default();
    let report = program::run(|| {
        retry(policy(3, ms(100), ms(1000)), |attempt| {
            attempts.note(attempt);
            async move { Ok::<_, Failed>(attempt) }
        })
    });
    report.took(ms(0));
    expect(report.output, Ok(1), "the output", "出力");
    attempts.were([1]);
}

#[test]
fn fails_twice_then_succeeds() {
    let attempts = Attempts::default();
    let report = program::run(|| {
        retry(policy(10, ms(100), ms(1000)), |attempt| {
            attempts.note(attempt);
            async move {
                if attempt < 3 {
                    Err(Failed { attempt })
                } else {
                    Ok("done")
                }
            }
        })
    });
    report.took(ms(300));
    expect(report.output, Ok("done"), "the output", "出力");
    attempts.were(1..=3);
    attempts.paused(&[100, 200]);
}

#[test]
fn fails_each_time_then_the_last_error() {
    let (attempts, output) = all_fail(policy(3, ms(100), ms(1000)), ms(300));
    attempts.were(1..=3);
    expect(output, Err(Failed { attempt: 3 }), "the output", "出力");
}

#[test]
fn only_attempt_fails_then_no_pause() {
    let (attempts, output) = all_fail(policy(1, ms(100), ms(1000)), ms(0));
    attempts.were([1]);
    expect(output, Err(Failed { attempt: 1 }), "the output", "出力");
}

#[test]
fn pauses_grow_up_to_the_limit() {
    let (attempts, _) = all_fail(policy(6, ms(100), ms(500)), ms(1700));
    attempts.paused(&[100, 200, 400, 500, 500]);
}

#[test]
fn base_beyond_the_limit_then_the_limit_counts() {
    let (attempts, _) = all_fail(policy(4, ms(1000), ms(50)), ms(150));
    attempts.paused(&[50, 50, 50]);
}

#[test]
fn many_attempts_overflow_nothing() {
    // 1, 2, 4, … 512 ms, and the limit from then on.
    let growing = (1 << 10) - 1;
    let at_the_limit = u64::from(MANY - 1 - 10) * 1000;
    let all = ms(growing + at_the_limit);
    let (attempts, output) = all_fail(policy(MANY, ms(1), ms(1000)), all);
    attempts.were(1..=MANY);
    expect(output, Err(Failed { attempt: MANY }), "the output", "出力");
}

#[track_caller]
fn all_fail(policy: Policy, took: Duration) -> (Attempts, Result<(), Failed>) {
    let attempts = Attempts::default();
    let report = program::run(|| {
        retry(policy, |attempt| {
            attempts.note(attempt);
            async move { Err(Failed { attempt }) }
        })
    });
    report.took(took);
    (attempts, report.output)
}

#[test]
fn pause_begins_with_the_failure() {
    let attempts = Attempts::default();
    let report = program::run(|| {
        retry(policy(3, ms(100), ms(1000)), |attempt| {
            attempts.note(attempt);
            async move {
                sleep(ms(70)).await;
                Err::<(), _>(Failed { attempt })
            }
        })
    });
    report.took(ms(70 + 100 + 70 + 200 + 70));
    attempts.paused(&[70 + 100, 70 + 200]);
}

#[test]
fn each_attempt_is_a_future_of_its_own() {
    let report = program::run(|| {
        retry(policy(3, ms(100), ms(1000)), |attempt| {
            let mut result = Some(Err::<(), _>(Failed { attempt }));
            poll_fn(move |_| match result.take() {
                Some(result) => Poll::Ready(result),
                None => Finding::new(Diagnosis::PolledAfterReady)
                    .note(
                        format!("attempt {attempt} had failed, and was polled again"),
                        format!("失敗した {attempt} 回目の試行が、もう一度ポーリングされました"),
                    )
                    .raise(),
            })
        })
    });
    expect(
        report.output,
        Err(Failed { attempt: 3 }),
        "the output",
        "出力",
    );
}

#[test]
fn dropped_in_a_pause_then_no_more_attempts() {
    let attempts = Attempts::default();
    let report = program::run(|| async {
        let trying = retry(policy(5, ms(100), ms(1000)), |attempt| {
            attempts.note(attempt);
            async move { Err::<(), _>(Failed { attempt }) }
        });
        // The second pause goes from 100 ms to 300 ms.
        let output = timeout(ms(150), trying).await;
        let before = attempts.0.borrow().len();
        sleep(ms(10_000)).await;
        (output.is_err(), before)
    });
    report.took(ms(10_150));
    let (in_a_pause, before) = report.output;
    expect(
        in_a_pause,
        true,
        "dropped in a pause",
        "休みの途中でのドロップ",
    );
    demand(
        before <= 2,
        Diagnosis::EagerStart,
        format!("{before} calls of `op`, and the third attempt had not begun"),
        format!("`op` が {before} 回呼ばれましたが、3 回目の試行はまだ始まっていません"),
    );
    let after = attempts.0.borrow().len();
    demand(
        after == before,
        Diagnosis::WorksAfterDrop,
        format!("{after} calls of `op`, {before} of them before the drop"),
        format!("`op` が {after} 回呼ばれました (ドロップの前は {before} 回)"),
    );
    attempts.were([1, 2]);
}

#[test]
fn borrows_and_stays_on_its_thread() {
    /// What an attempt may return: nothing can be done with it.
    struct Opaque;

    let attempts = Attempts::default();
    let report = program::run(|| {
        retry(policy(2, ms(100), ms(1000)), |attempt| {
            attempts.note(attempt);
            let shared = Rc::new(attempt);
            async move {
                sleep(ms(10)).await;
                if *shared < 2 { Err(Opaque) } else { Ok(Opaque) }
            }
        })
    });
    expect(report.output.is_ok(), true, "success", "成功");
    attempts.were([1, 2]);
}
