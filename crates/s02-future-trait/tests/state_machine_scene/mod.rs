//! The call of the answer, and what is asked of a whole and of its two children.

use std::cell::Cell;
use std::task::Poll;

use probe::{ChildView, Diagnosis, Finding, Probe, demand, expect, watch};

use crate::state_machine;

/// All that the tests ask of the answer: a future, whatever it is made of. `f` can be called only
/// once, and what it captures may be borrowed.
#[track_caller]
pub fn chain<'a, A, B, F>(a: A, f: F) -> impl Future<Output = u64> + use<'a, A, B, F>
where
    A: Future<Output = u64> + 'a,
    F: FnOnce(u64) -> B + 'a,
    B: Future<Output = u64> + 'a,
{
    watch(Diagnosis::BlockedExecutor, || state_machine::chain(a, f))
}

/// An `f` that gives this future. A closure in the test's own body is no substitute where the test
/// looks whether the chain is `Unpin`: of such a closure the compiler does not know that yet.
pub fn gives<B>(b: B) -> impl FnOnce(u64) -> B {
    |_| b
}

#[track_caller]
pub fn sum_is(output: u64, sum: u64) {
    expect(output, sum, "the output", "出力");
}

/// Polls, and asks for the output, since no child has a reason to wait. One that is pending all the
/// same has to be woken at least.
#[track_caller]
pub fn ready_at_once<F: Future<Output = u64>>(probe: &mut Probe<F>) -> u64 {
    match probe.poll() {
        Poll::Ready(output) => output,
        Poll::Pending => {
            probe.woken();
            probe.finding(Diagnosis::ReadyTooLate).raise()
        }
    }
}

/// Polls with a waker of its own, as after a move to another task, and asks for `Pending`.
#[track_caller]
pub fn pending_elsewhere<F: Future<Output = u64>>(probe: &mut Probe<F>) {
    if probe.poll_with_new_waker().is_ready() {
        probe.finding(Diagnosis::ReadyTooEarly).raise();
    }
}

/// For a poll after which something else was to be asked first.
#[track_caller]
pub fn is_ready<F: Future>(probe: &Probe<F>, polled: Poll<u64>, sum: u64) {
    match polled {
        Poll::Ready(output) => sum_is(output, sum),
        Poll::Pending => probe.finding(Diagnosis::ReadyTooLate).raise(),
    }
}

/// Runs the whole to its end, and asks for so many polls, none of them of a child that was ready.
#[track_caller]
pub fn ends_with_poll<F: Future<Output = u64>>(
    probe: &mut Probe<F>,
    asked: usize,
    children: [&ChildView<u64>; 2],
) -> u64 {
    loop {
        let polled = probe.poll();
        // The cause before the symptom: a finished child that is polled again is pending.
        for child in children {
            child.never_polled_after_ready();
        }
        let polls = probe.polls();
        let code = match polled {
            Poll::Ready(output) if polls == asked => return output,
            Poll::Ready(_) => Diagnosis::ReadyTooEarly,
            Poll::Pending if polls < asked => continue,
            Poll::Pending => Diagnosis::ReadyTooLate,
        };
        probe
            .finding(code)
            .note(
                format!("the children are ready after {asked} polls of the whole"),
                format!("二つの子が完了するのは、全体の {asked} 回目のポーリングです"),
            )
            .raise();
    }
}

/// Asks that the task was woken no more often than children have woken it.
#[track_caller]
pub fn woken_by_children_alone<F: Future>(probe: &Probe<F>, by_children: usize) {
    probe.woken_no_more_than(
        by_children,
        &format!("its children have woken the task {by_children} times"),
        &format!("子がタスクを起床させたのは {by_children} 回ですが"),
    );
}

/// Asks that one poll of the whole was one poll of the child that waits.
#[track_caller]
pub fn asked_once(child: &ChildView<u64>) {
    let polls = child.polls();
    demand(
        polls == 1,
        Diagnosis::BusyPoll,
        format!("within one poll of the whole, a child that waits was polled {polls} times"),
        format!("全体の 1 回のポーリングの中で、待っている子が {polls} 回ポーリングされました"),
    );
}

#[track_caller]
pub fn not_polled(first: &ChildView<u64>) {
    let polls = first.polls();
    demand(
        polls == 0,
        Diagnosis::EagerStart,
        format!("polls of the first future: {polls}"),
        format!("一つ目の Future のポーリング: {polls} 回"),
    );
}

#[track_caller]
pub fn not_called(calls: &Cell<u32>) {
    let calls = calls.get();
    demand(
        calls == 0,
        Diagnosis::EagerStart,
        format!("calls of `f`: {calls}"),
        format!("`f` の呼び出し: {calls} 回"),
    );
}

#[track_caller]
pub fn called_once(calls: &Cell<u32>) {
    expect(calls.get(), 1, "calls of `f`", "`f` の呼び出し");
}

/// Asks that a poll after the end has panicked.
#[track_caller]
pub fn has_panicked(again: Result<Poll<u64>, String>) {
    if let Ok(poll) = again {
        let got = match poll {
            Poll::Ready(output) => format!("Ready({output})"),
            Poll::Pending => "Pending".to_owned(),
        };
        Finding::new(Diagnosis::WrongResult)
            .note(
                format!("polled after `Ready`: expected a panic, got `{got}`"),
                format!("`Ready` の後のポーリング: 期待値はパニック、実際は `{got}`"),
            )
            .raise();
    }
}
