//! `Countdown` answers `Pending` exactly as often as it was told, and each time asks to be polled
//! again, with the waker of that very poll.
//!
//! Start with `pending_n_times_then_ready`; the others can wait until it is green.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/countdown.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/countdown.rs"
)]
mod countdown;

use std::task::{Context, Poll, Waker};

use countdown::Countdown;
use probe::{Crowd, Diagnosis, Probe, demand, expect, watch};

/// So many polls that one which naps only now and then is among them.
const POLLS: u32 = 300;

/// All that the tests ask of the answer: a future, whatever it is made of.
fn countdown(left: u32) -> impl Future<Output = &'static str> {
    Countdown::new(left)
}

#[track_caller]
fn is_liftoff(output: &str) {
    expect(output, "liftoff", "the output", "出力");
}

// rule: "`Countdown::new(0)` is ready at its first poll."
// rule.ja: "`Countdown::new(0)` は最初のポーリングで完了します。"
#[test]
fn zero_is_ready_at_once() {
    is_liftoff(Probe::new(countdown(0)).ready());
}

// rule: "A poll does not sleep, however shortly, and starts no thread."
// rule.ja: "ポーリングの中では、どれほど短くても眠らず、スレッドも作りません。"
#[test]
fn no_poll_sleeps() {
    Probe::new(countdown(POLLS)).pending_awake(POLLS as usize);
}

// rule: "A poll does not sleep, however shortly, and starts no thread."
// rule.ja: "ポーリングの中では、どれほど短くても眠らず、スレッドも作りません。"
#[test]
fn no_poll_starts_a_thread() {
    let mut countdown = std::pin::pin!(countdown(POLLS));
    let mut context = Context::from_waker(Waker::noop());
    watch(Diagnosis::BlockingPoll, || {
        let crowd = Crowd::begin();
        for polls in 1..=POLLS {
            let _ = countdown.as_mut().poll(&mut context);
            let threads = crowd.grown_by();
            demand(
                threads == 0,
                Diagnosis::ThreadPerPoll,
                format!("polls: {polls}, threads started: {threads}"),
                format!("ポーリング {polls} 回、作られたスレッド {threads} 個"),
            );
        }
    });
}

// rule: "The first `n` polls return `Pending`, and the next one returns `Ready` with the word `liftoff`, whatever `n` is."
// rule.ja: "最初の `n` 回のポーリングは `Pending` を、その次は文字列 `liftoff` を持つ `Ready` を返します。`n` がいくつでも同じです。"
#[test]
fn pending_n_times_then_ready() {
    let mut probe = Probe::new(countdown(3));
    for _ in 0..3 {
        probe.pending();
    }
    is_liftoff(probe.ready());
}

// rule: "Each poll that returns `Pending` causes exactly one wake; the one that returns `Ready`, and a drop, none."
// rule.ja: "`Pending` を返すポーリングは、ちょうど 1 回の起床を起こします。`Ready` を返すポーリングとドロップは、誰も起こしません。"
#[test]
fn one_wake_for_each_pending_and_none_for_ready() {
    let mut probe = Probe::new(countdown(3));
    for pending in 1..=3 {
        probe.pending();
        probe.woken();
        no_more_wakes_than(pending, &probe);
    }
    probe.ready();
    no_more_wakes_than(3, &probe);
    probe.drop_future();
    no_more_wakes_than(3, &probe);

    let mut dropped_early = Probe::new(countdown(3));
    dropped_early.pending();
    dropped_early.drop_future();
    no_more_wakes_than(1, &dropped_early);
}

#[track_caller]
fn no_more_wakes_than<F: Future>(pending: usize, probe: &Probe<F>) {
    let wakes = probe.wakes();
    demand(
        wakes <= pending,
        Diagnosis::NeedlessWake,
        format!("{pending} polls were `Pending`, and there were {wakes} wakes"),
        format!("`Pending` は {pending} 回、起床は {wakes} 回でした"),
    );
}

// rule: "Call the waker that was passed to this very poll, and no other; the tests pass another one to each."
// rule.ja: "呼ぶ waker は、そのポーリングで渡されたものだけです。テストはポーリングごとに別の waker を渡します。"
#[test]
fn each_poll_wakes_with_its_own_waker() {
    let mut probe = Probe::new(countdown(3));
    for pending in 1..=3 {
        probe.pending_with_new_waker();
        probe.woken();
        no_more_wakes_than(pending, &probe);
    }
}

// rule: "Two countdowns at the same time do not disturb each other."
// rule.ja: "同時に進む二つのカウントダウンは、互いに影響しません。"
#[test]
fn two_at_once_then_each_has_its_own_count() {
    for (shorter, longer) in [(2, 3), (3, 3)] {
        let (mut one, mut other) = (
            Probe::new(countdown(shorter)),
            Probe::new(countdown(longer)),
        );
        for _ in 0..shorter {
            one.pending();
            other.pending();
        }
        is_liftoff(one.ready());
        (shorter..longer).for_each(|_| other.pending());
        is_liftoff(other.ready());
    }
}

// rule: "The first `n` polls return `Pending`, and the next one returns `Ready` with the word `liftoff`, whatever `n` is."
// rule.ja: "最初の `n` 回のポーリングは `Pending` を、その次は文字列 `liftoff` を持つ `Ready` を返します。`n` がいくつでも同じです。"
#[test]
fn numbers_are_counted_whatever_their_size() {
    for left in [1, 2, 300] {
        let mut probe = Probe::new(countdown(left));
        (0..left).for_each(|_| probe.pending());
        is_liftoff(probe.ready());
    }
    for left in [32_768, 65_536, 70_000] {
        polled_plainly_to_its_end(left);
    }
    // To the end these would take too long.
    for left in [1 << 31, u32::MAX] {
        let mut probe = Probe::new(countdown(left));
        (0..20).for_each(|_| probe.pending());
    }
}

/// Without the account that a `Probe` keeps: so many polls take a few milliseconds.
#[track_caller]
fn polled_plainly_to_its_end(left: u32) {
    let mut countdown = std::pin::pin!(countdown(left));
    let mut context = Context::from_waker(Waker::noop());
    watch(Diagnosis::BlockingPoll, || {
        for polls in 0..left {
            demand(
                countdown.as_mut().poll(&mut context).is_pending(),
                Diagnosis::ReadyTooEarly,
                format!("a countdown from {left} was ready after {polls} polls"),
                format!("{left} からのカウントダウンが、{polls} 回のポーリングの後に完了しました"),
            );
        }
        match countdown.as_mut().poll(&mut context) {
            Poll::Ready(output) => is_liftoff(output),
            Poll::Pending => demand(
                false,
                Diagnosis::ReadyTooLate,
                format!("a countdown from {left} was pending once more after {left} polls"),
                format!(
                    "{left} からのカウントダウンが、{left} 回のポーリングの後も `Pending` でした"
                ),
            ),
        }
    });
}

// rule: "The future runs to its end on tokio and on `futures::executor::block_on`."
// rule.ja: "tokio でも `futures::executor::block_on` でも最後まで動きます。"
#[test]
fn runs_on_tokio() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    is_liftoff(watch(Diagnosis::LostWake, || {
        runtime.block_on(countdown(10))
    }));
}

// rule: "The future runs to its end on tokio and on `futures::executor::block_on`."
// rule.ja: "tokio でも `futures::executor::block_on` でも最後まで動きます。"
#[test]
fn runs_on_another_executor() {
    is_liftoff(watch(Diagnosis::LostWake, || {
        futures::executor::block_on(countdown(10))
    }));
}
