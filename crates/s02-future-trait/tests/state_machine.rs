//! `chain` runs one future after the other, as `async` and `await` would: nothing early, nothing
//! twice, nothing lost in between.
//!
//! Start with `first_ready_then_the_second_is_polled_at_once`; then take them in order. The two
//! that speak of steps are for the end: they compare with the real thing.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/state_machine.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/state_machine.rs"
)]
mod state_machine;

use std::cell::Cell;
use std::task::Poll;

use futures::executor::block_on;
use probe::{Child, Diagnosis, Probe, Settled, demand, expect, panics, watch};
use s02_future_trait::{example, step_one, step_two};

/// All that the tests ask of the answer: a future, whatever it is made of. `f` can be called only
/// once, and what it captures may be borrowed.
fn chain<'a, A, B, F>(a: A, f: F) -> impl Future<Output = u64> + use<'a, A, B, F>
where
    A: Future<Output = u64> + 'a,
    F: FnOnce(u64) -> B + 'a,
    B: Future<Output = u64> + 'a,
{
    watch(Diagnosis::BlockedExecutor, || state_machine::chain(a, f))
}

#[track_caller]
fn sum_is(output: u64, sum: u64) {
    expect(output, sum, "the output", "出力");
}

#[test]
fn first_ready_then_the_second_is_polled_at_once() {
    let (a, _) = Child::yielding(0, 3);
    let (b, _) = Child::yielding(0, 4);
    sum_is(Probe::new(chain(a, |_| b)).ready(), 7);
}

#[test]
fn second_is_made_from_the_output_of_the_first() {
    let mut probe = Probe::new(chain(std::future::ready(3), |a| async move { a * 10 }));
    sum_is(probe.ready(), 33);
}

#[test]
fn nothing_runs_before_the_first_poll() {
    let (a, first) = Child::yielding(0, 3);
    let calls = Cell::new(0);
    let chain = chain(a, |_| {
        calls.set(calls.get() + 1);
        std::future::ready(4)
    });
    not_begun(
        first.polls(),
        "polls of the first future",
        "一つ目の Future のポーリング",
    );
    not_begun(calls.get(), "calls of `f`", "`f` の呼び出し");
    sum_is(Probe::new(chain).ready(), 7);
}

#[test]
fn second_does_not_begin_before_the_first_is_ready() {
    let (a, first) = Child::waiting();
    let (b, _) = Child::yielding(0, 4);
    let calls = Cell::new(0);
    let mut probe = Probe::new(chain(a, |_| {
        calls.set(calls.get() + 1);
        b
    }));
    for _ in 0..3 {
        probe.pending();
        not_begun(calls.get(), "calls of `f`", "`f` の呼び出し");
    }
    first.finish(3);
    probe.woken();
    sum_is(probe.ready(), 7);
    expect(calls.get(), 1, "calls of `f`", "`f` の呼び出し");
}

#[track_caller]
fn not_begun(count: usize, en: &str, ja: &str) {
    demand(
        count == 0,
        Diagnosis::EagerStart,
        format!("{en}: {count}"),
        format!("{ja}: {count} 回"),
    );
}

#[test]
fn pending_in_each_state_then_woken_then_ready() {
    let (a, first) = Child::waiting();
    let (b, second) = Child::waiting();
    let mut probe = Probe::new(chain(a, |_| b));
    probe.pending();
    first.finish(3);
    probe.woken();
    probe.pending();
    second.finish(4);
    probe.woken();
    let polled = probe.poll();
    // The cause comes before the symptom: a finished child that is polled again is pending.
    first.never_polled_after_ready();
    match polled {
        Poll::Ready(output) => sum_is(output, 7),
        Poll::Pending => probe.finding(Diagnosis::ReadyTooLate).raise(),
    }
}

#[test]
fn latest_waker_is_woken() {
    let (a, first) = Child::waiting();
    let (b, second) = Child::waiting();
    let mut probe = Probe::new(chain(a, |_| b));
    probe.pending();
    let _ = probe.poll_with_new_waker();
    first.finish(3);
    probe.woken();
    probe.pending();
    let _ = probe.poll_with_new_waker();
    second.finish(4);
    probe.woken();
    sum_is(probe.ready(), 7);
}

#[test]
fn finished_one_is_not_polled_again() {
    let (a, first) = Child::yielding(1, 3);
    let (b, second) = Child::yielding(2, 4);
    let mut probe = Probe::new(chain(a, |_| b));
    for _ in 0..3 {
        let polled = probe.poll();
        first.never_polled_after_ready();
        if let Poll::Ready(output) = polled {
            probe
                .finding(Diagnosis::ReadyTooEarly)
                .note(
                    format!("the output was {output}, and a child was still pending"),
                    format!("子がまだ `Pending` なのに、出力 {output} が返されました"),
                )
                .raise();
        }
    }
    sum_is(probe.ready(), 7);
    second.never_polled_after_ready();
}

#[test]
fn first_is_dropped_before_the_second_is_polled() {
    let (a, first) = Child::yielding(1, 3);
    let b = async {
        demand(
            first.is_dropped(),
            Diagnosis::LateDrop,
            "the second future is polled, and the first one still lives",
            "二つ目の Future がポーリングされていますが、一つ目がまだ生きています",
        );
        4
    };
    let mut probe = Probe::new(chain(a, |_| b));
    probe.pending();
    sum_is(probe.ready(), 7);
}

#[test]
fn dropped_midway_then_the_running_one_is_dropped() {
    let (a, first) = Child::waiting();
    let (b, second) = Child::yielding(0, 4);
    let mut probe = Probe::new(chain(a, |_| b));
    probe.pending();
    probe.drop_future();
    first.dropped_with_the_whole("the first future", "一つ目の Future ");
    second.dropped_with_the_whole("the second future", "二つ目の Future ");

    let (a, first) = Child::yielding(0, 3);
    let (b, second) = Child::waiting();
    let mut probe = Probe::new(chain(a, |_| b));
    probe.pending();
    probe.drop_future();
    first.dropped_with_the_whole("the first future", "一つ目の Future ");
    second.dropped_with_the_whole("the second future", "二つ目の Future ");
}

#[test]
fn polled_after_ready_then_panics() {
    let (a, first) = Child::yielding(0, 3);
    let (b, second) = Child::yielding(0, 4);
    let mut probe = Probe::new(chain(a, |_| b));
    sum_is(probe.ready(), 7);
    let again = panics::caught(|| probe.poll());
    first.never_polled_after_ready();
    second.never_polled_after_ready();
    if let Ok(poll) = again {
        expect(
            format!("{poll:?}"),
            "a panic".to_owned(),
            "polled after `Ready`",
            "`Ready` の後のポーリング",
        );
    }
}

#[test]
fn children_stay_where_they_were_polled() {
    // Dropped while the first one runs, while the second one runs, and after both have ended.
    for (yields, polls) in [(5, 3), (1, 3), (1, 4)] {
        let settled = Settled::new();
        let b = settled.yielding(yields, 1);
        let mut probe = Probe::new(chain(settled.yielding(yields, 1), |_| b));
        for _ in 0..polls {
            if probe.poll().is_ready() {
                break;
            }
        }
        probe.drop_future();
        settled.never_moved();
    }
}

#[test]
fn two_steps_are_the_same_as_with_await() {
    let by_hand = watch(Diagnosis::LostWake, || {
        block_on(chain(step_one(), step_two))
    });
    sum_is(by_hand, block_on(example()));
}
