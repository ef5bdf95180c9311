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

use countdown::Countdown;
use probe::{Diagnosis, Probe, demand, expect, watch};

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

// rule: "A poll does not sleep, however shortly."
// rule.ja: "ポーリングの中では、どれほど短くても眠りません。"
#[test]
fn no_poll_sleeps() {
    Probe::new(countdown(8)).pending_awake(8);
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

// rule: "Each poll that returns `Pending` causes exactly one wake; the one that returns `Ready`, none."
// rule.ja: "`Pending` を返すポーリングは、ちょうど 1 回の起床を起こします。`Ready` を返すポーリングは起床させません。"
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

// rule: "Call the waker that was passed to this very poll; the tests pass another one to each."
// rule.ja: "呼ぶ waker は、そのポーリングで渡されたものです。テストはポーリングごとに別の waker を渡します。"
#[test]
fn each_poll_wakes_with_its_own_waker() {
    let mut probe = Probe::new(countdown(3));
    for _ in 0..3 {
        if probe.poll_with_new_waker().is_ready() {
            probe.finding(Diagnosis::ReadyTooEarly).raise();
        }
        probe.woken();
    }
}

// rule: "Two countdowns at the same time do not disturb each other."
// rule.ja: "同時に進む二つのカウントダウンは、互いに影響しません。"
#[test]
fn two_at_once_then_each_has_its_own_count() {
    let (mut two, mut three) = (Probe::new(countdown(2)), Probe::new(countdown(3)));
    for _ in 0..2 {
        two.pending();
        three.pending();
    }
    is_liftoff(two.ready());
    three.pending();
    is_liftoff(three.ready());
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
    // To the end these would take too long.
    for left in [32_768, 65_536, 65_537, 1 << 31, u32::MAX] {
        let mut probe = Probe::new(countdown(left));
        (0..20).for_each(|_| probe.pending());
    }
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
