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

#[test]
fn zero_is_ready_at_once() {
    let mut probe = Probe::new(countdown(0));
    let output = probe.ready();
    expect(output, "liftoff", "the output", "出力");
}

#[test]
fn pending_n_times_then_ready() {
    let mut probe = Probe::new(countdown(3));
    for _ in 0..3 {
        probe.pending();
    }
    let output = probe.ready();
    expect(output, "liftoff", "the output", "出力");
}

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

#[test]
fn each_poll_wakes_with_its_own_waker() {
    let mut probe = Probe::new(countdown(3));
    for _ in 0..3 {
        let _ = probe.poll_with_new_waker();
        probe.woken();
    }
}

#[test]
fn runs_on_tokio() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let output = watch(Diagnosis::LostWake, || runtime.block_on(countdown(100)));
    expect(output, "liftoff", "the output", "出力");
}

#[test]
fn runs_on_another_executor() {
    let output = watch(Diagnosis::LostWake, || {
        futures::executor::block_on(countdown(100))
    });
    expect(output, "liftoff", "the output", "出力");
}
