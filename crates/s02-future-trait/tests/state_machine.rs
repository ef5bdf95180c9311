//! `chain` runs one future after the other, as `async` and `await` would: nothing early, nothing
//! twice, nothing lost in between.
//!
//! Start with `first_ready_then_the_second_is_polled_at_once`; then take them in order. The last one
//! compares with the real thing.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/state_machine.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/state_machine.rs"
)]
mod state_machine;

mod moves;
mod state_machine_scene;

use std::cell::Cell;
use std::future::ready;

use futures::executor::block_on;
use moves::poll_and_move;
use probe::{Child, Diagnosis, Probe, Settled, demand, panics, watch};
use s02_future_trait::{example, step_one, step_two};
use state_machine_scene::{
    asked_once, called_once, chain, ends_with_poll, gives, has_panicked, is_ready, not_called,
    not_polled, pending_elsewhere, ready_at_once, sum_is, woken_by_children_alone,
};

// rule: "When the first future is ready, the second one is polled in the same poll; when that one is ready too, so is the chain."
// rule.ja: "一つ目が完了したら、同じポーリングの中で二つ目をポーリングします。二つ目も完了したら、全体も完了します。"
#[test]
fn first_ready_then_the_second_is_polled_at_once() {
    let ((a, _), (b, _)) = (Child::yielding(0, 3), Child::yielding(0, 4));
    sum_is(ready_at_once(&mut Probe::new(chain(a, |_| b))), 7);
}

// rule: "`f` is called once, with the output of the first future, and not before that future is ready."
// rule.ja: "`f` は一度だけ、一つ目の Future の出力を渡して呼びます。一つ目が完了するまでは呼びません。"
#[test]
fn second_is_made_from_the_output_of_the_first() {
    let mut probe = Probe::new(chain(ready(3), |a| async move { a * 10 }));
    sum_is(ready_at_once(&mut probe), 33);
}

// rule: "The output is the sum of both outputs."
// rule.ja: "出力は、二つの出力の和です。"
#[test]
fn sum_is_that_of_both_outputs_whatever_they_are() {
    for (a, b) in [(0, 9), (9, 0), (1 << 62, 1 << 62), (1 << 32, 1 << 63)] {
        let mut probe = Probe::new(chain(ready(a), move |_| ready(b)));
        sum_is(ready_at_once(&mut probe), a + b);
    }
}

// rule: "Nothing runs before the first poll."
// rule.ja: "最初のポーリングまでは何も動きません。"
#[test]
fn nothing_runs_before_the_first_poll() {
    let (a, first) = Child::yielding(0, 3);
    let calls = Cell::new(0);
    let chain = chain(a, |_| {
        calls.set(calls.get() + 1);
        ready(4)
    });
    not_polled(&first);
    not_called(&calls);
    sum_is(Probe::new(chain).ready(), 7);
}

// rule: "`f` is called once, with the output of the first future, and not before that future is ready."
// rule.ja: "`f` は一度だけ、一つ目の Future の出力を渡して呼びます。一つ目が完了するまでは呼びません。"
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
        not_called(&calls);
    }
    first.finish(3);
    probe.woken();
    sum_is(probe.ready(), 7);
    called_once(&calls);
}

// rule: "While the running future is pending, the chain is pending too: it polls that future once, and neither asks again nor blocks the thread."
// rule.ja: "実行中の Future が `Pending` の間は全体も `Pending` です。一度だけポーリングし、その場で繰り返すことも、スレッドをブロックすることもありません。"
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
    is_ready(&probe, polled, 7);
}

// rule: "The running future gets the waker of the latest poll."
// rule.ja: "実行中の Future には、最新のポーリングの waker を渡します。"
#[test]
fn latest_waker_is_woken() {
    let (a, first) = Child::waiting();
    let (b, second) = Child::waiting();
    let mut probe = Probe::new(chain(a, |_| b));
    probe.pending();
    (0..3).for_each(|_| pending_elsewhere(&mut probe));
    woken_by_children_alone(&probe, 0);
    first.finish(3);
    probe.woken();
    // The second one is polled first with the waker of this poll, and later with yet another.
    pending_elsewhere(&mut probe);
    second.wake();
    probe.woken();
    (0..3).for_each(|_| pending_elsewhere(&mut probe));
    second.finish(4);
    probe.woken();
    sum_is(probe.ready(), 7);
}

// rule: "While the running future is pending, the chain is pending too: it polls that future once, and neither asks again nor blocks the thread."
// rule.ja: "実行中の Future が `Pending` の間は全体も `Pending` です。一度だけポーリングし、その場で繰り返すことも、スレッドをブロックすることもありません。"
// rule: "A future wakes its own task only when asking again is worthwhile; here only the running one knows when, so the chain never does it itself."
// rule.ja: "Future が自分のタスクを起床させるのは、もう一度ポーリングする意味があるときだけです。ここでそれを知っているのは実行中の Future なので、全体が自分で起床させることはありません。"
#[test]
fn waiting_children_wake_the_task_and_nobody_else() {
    let (a, first) = Child::waiting();
    let (b, second) = Child::waiting();
    let mut probe = Probe::new(chain(a, |_| b));
    probe.pending();
    asked_once(&first);
    probe.pending();
    woken_by_children_alone(&probe, 0);
    first.finish(3);
    probe.pending();
    asked_once(&second);
    probe.pending();
    woken_by_children_alone(&probe, 1);
    second.finish(4);
    sum_is(probe.ready(), 7);
    woken_by_children_alone(&probe, 2);
}

// rule: "When the first future is ready, the second one is polled in the same poll; when that one is ready too, so is the chain."
// rule.ja: "一つ目が完了したら、同じポーリングの中で二つ目をポーリングします。二つ目も完了したら、全体も完了します。"
// rule: "A future that has been ready is not polled again."
// rule.ja: "完了した Future を再びポーリングしません。"
#[test]
fn each_child_is_polled_until_it_is_ready_and_no_more() {
    for (of_first, of_second) in [(0, 0), (0, 1), (1, 0), (1, 1), (0, 3), (3, 0), (1, 2)] {
        let (a, first) = Child::yielding(of_first, 3);
        let (b, second) = Child::yielding(of_second, 4);
        let mut probe = Probe::new(chain(a, |_| b));
        let sum = ends_with_poll(&mut probe, of_first + of_second + 1, [&first, &second]);
        sum_is(sum, 7);
    }
}

// rule: "The first future is dropped before the second one is polled for the first time."
// rule.ja: "一つ目の Future は、二つ目が初めてポーリングされる前にドロップされます。"
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

// rule: "Whenever the chain is dropped, everything it still holds is dropped with it."
// rule.ja: "全体がドロップされたら、それがいつでも、まだ持っているものはすべて一緒にドロップされます。"
#[test]
fn dropped_at_any_time_and_all_that_it_holds_with_it() {
    // Never polled, in the first state, in the second, and at the end.
    for (of_first, of_second, polls) in [(1, 1, 0), (1, 0, 1), (0, 1, 1), (0, 0, 1)] {
        let (a, first) = Child::yielding(of_first, 3);
        let (b, second) = Child::yielding(of_second, 4);
        // Until it is called, `f` holds the second one.
        let mut probe = Probe::new(chain(a, |_| b));
        for _ in 0..polls {
            let _ = probe.poll();
        }
        let wakes = probe.wakes();
        probe.drop_future();
        woken_by_children_alone(&probe, wakes);
        first.dropped_with_the_whole("the first future", "一つ目の Future ");
        second.dropped_with_the_whole("the second future", "二つ目の Future ");
    }
}

// rule: "If it is polled again after `Ready`, the chain panics."
// rule.ja: "全体を `Ready` の後でもう一度ポーリングすると、パニックします。"
#[test]
fn polled_after_ready_then_panics() {
    let (a, first) = Child::yielding(0, 3);
    let (b, second) = Child::yielding(0, 4);
    let mut probe = Probe::new(chain(a, |_| b));
    sum_is(probe.ready(), 7);
    let again = panics::caught(|| probe.poll());
    first.never_polled_after_ready();
    second.never_polled_after_ready();
    has_panicked(again);
}

// rule: "Both futures may be `!Unpin`: once polled, they stay where they are until they are dropped."
// rule.ja: "どちらの Future も `!Unpin` のことがあります。いったんポーリングした Future は、ドロップされるまで同じ場所にあります。"
// rule: "If the type of the chain is `Unpin`, the tests move it between two polls, and the rule above still holds."
// rule.ja: "全体の型が `Unpin` なら、全体はポーリングの合間に移されることがあります。そのときも、二つの Future は同じ場所にあります。"
#[test]
fn children_stay_where_they_were_polled() {
    // Dropped while the first one runs, while the second one runs, and after both have ended.
    for polls in 1..=5 {
        let settled = Settled::new();
        let b = settled.yielding(2, 4);
        poll_and_move!(chain(settled.yielding(2, 3), gives(b)), polls);
        settled.never_moved();
    }
}

// rule: "The output is the sum of both outputs."
// rule.ja: "出力は、二つの出力の和です。"
#[test]
fn two_steps_are_the_same_as_with_await() {
    let by_hand = watch(Diagnosis::LostWake, || {
        block_on(chain(step_one(), step_two))
    });
    sum_is(by_hand, block_on(example()));
}
