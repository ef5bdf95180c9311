//! Whoever waits before a `Gate` is let through when it opens: all of them, whichever task each
//! waits in, whoever came and went in the meantime.
//!
//! Start with `pending_then_opened_then_woken_then_ready`, then `hundred_wait_then_all_are_woken`.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/many_waiters.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/many_waiters.rs"
)]
mod many_waiters;

use std::future::poll_fn;
use std::mem;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use many_waiters::Gate;
use probe::{Diagnosis, PATIENCE, Probe, at_every_instruction, race_in_rounds, watch};

/// What the tests ask of the answer: these three, and a gate that can be opened from elsewhere.
/// The future may borrow from the gate.
fn gate() -> Gate {
    fn another_thread_may_open_it<T: Clone + Send + Sync + 'static>(gate: T) -> T {
        gate
    }
    another_thread_may_open_it(Gate::new())
}

fn wait(gate: &Gate) -> impl Future<Output = ()> {
    gate.wait()
}

#[test]
fn opened_then_ready_at_once() {
    let gate = gate();
    gate.open();
    Probe::new(wait(&gate)).ready();
}

#[test]
fn opened_before_the_first_poll_then_ready_at_once() {
    let gate = gate();
    let mut probe = Probe::new(wait(&gate));
    gate.open();
    probe.ready();
}

#[test]
fn pending_then_opened_then_woken_then_ready() {
    let gate = gate();
    let mut probe = Probe::new(wait(&gate));
    probe.pending();
    gate.clone().open();
    probe.woken();
    probe.ready();
}

#[test]
fn opened_twice_then_still_open() {
    let gate = gate();
    let mut early = Probe::new(wait(&gate));
    early.pending();
    gate.open();
    gate.open();
    early.woken();
    early.ready();
    Probe::new(wait(&gate)).ready();
}

#[test]
fn hundred_wait_then_all_are_woken() {
    let gate = gate();
    let clone = gate.clone();
    let gates = [&gate, &clone];
    let mut probes: Vec<_> = (0..100).map(|n| Probe::new(wait(gates[n % 2]))).collect();
    for probe in &mut probes {
        probe.pending();
    }
    gate.open();
    all_go_through(probes.iter_mut());
}

#[track_caller]
fn all_go_through<'a, F: Future + 'a>(probes: impl Iterator<Item = &'a mut Probe<F>>) {
    let probes: Vec<_> = probes.collect();
    if let Some(asleep) = probes.iter().find(|probe| !probe.is_woken_within(PATIENCE)) {
        let woken = probes.iter().filter(|probe| probe.wakes() > 0).count();
        let all = probes.len();
        asleep
            .finding(Diagnosis::LostWake)
            .note(
                format!("{woken} of {all} waiters were woken"),
                format!("待っていた {all} 個のうち、起床したのは {woken} 個でした"),
            )
            .raise();
    }
    for probe in probes {
        probe.ready();
    }
}

#[test]
fn latest_waker_is_woken() {
    let gate = gate();
    let (mut one, mut other) = (Probe::new(wait(&gate)), Probe::new(wait(&gate)));
    one.pending();
    other.pending();
    one.pending_with_new_waker();
    gate.open();
    for mut probe in [one, other] {
        probe.woken();
        probe.ready();
    }
}

#[test]
fn polled_again_and_again_then_one_waker_is_kept() {
    let gate = gate();
    let mut probe = Probe::new(wait(&gate));
    probe.spurious_polls();
    probe.spurious_polls_with_new_wakers();
    gate.open();
    probe.woken();
    probe.ready();
}

#[test]
fn dropped_then_its_waker_is_gone() {
    let gate = gate();
    let mut stays = Probe::new(wait(&gate));
    stays.pending();
    let mut goes = Probe::new(wait(&gate));
    goes.pending();
    goes.pending();
    goes.drop_future_and_wakers();
    gate.open();
    stays.woken();
    stays.ready();
}

#[test]
fn some_are_dropped_then_the_others_are_woken() {
    let gate = gate();
    let mut probes: Vec<_> = (0..100).map(|_| Probe::new(wait(&gate))).collect();
    for probe in &mut probes {
        probe.pending();
    }
    // In no particular order: the even ones from the front, then some from the back.
    for n in (0..100).step_by(2).chain([99, 51, 1]) {
        probes[n].drop_future();
    }
    let gone = |n: usize| n.is_multiple_of(2) || [99, 51, 1].contains(&n);
    // Those who come after some have gone must not take the place of those who stay.
    let mut late: Vec<_> = (0..10).map(|_| Probe::new(wait(&gate))).collect();
    for probe in &mut late {
        probe.pending();
    }
    gate.open();
    let stayed = probes.iter_mut().enumerate().filter(|(n, _)| !gone(*n));
    all_go_through(stayed.map(|(_, probe)| probe).chain(&mut late));
}

#[test]
fn one_is_dropped_and_the_others_are_polled_again_then_all_are_woken() {
    let gate = gate();
    let mut probes: Vec<_> = (0..10).map(|_| Probe::new(wait(&gate))).collect();
    for probe in &mut probes {
        probe.pending();
    }
    probes[0].drop_future();
    probes[0] = Probe::new(wait(&gate));
    for probe in &mut probes {
        probe.pending_with_new_waker();
    }
    gate.open();
    all_go_through(probes.iter_mut());
}

#[test]
fn two_wait_in_one_task_then_one_is_dropped() {
    for dropped in [0, 1] {
        let gate = gate();
        let mut waits = [wait(&gate), wait(&gate)].map(|wait| Some(Box::pin(wait)));
        let mut first = true;
        let mut task = Probe::new(poll_fn(|cx| {
            let mut all = Poll::Ready(());
            for wait in waits.iter_mut().flatten() {
                if wait.as_mut().poll(cx).is_pending() {
                    all = Poll::Pending;
                }
            }
            if mem::take(&mut first) {
                waits[dropped] = None;
            }
            all
        }));
        task.pending();
        gate.open();
        task.woken();
        task.ready();
    }
}

#[test]
fn opened_while_registering() {
    let gate = gate();
    let other = gate.clone();
    Probe::new(wait(&gate)).event_while_registering(move || other.open());
}

#[test]
fn open_when_woken() {
    let gate = gate();
    let other = gate.clone();
    Probe::new(wait(&gate)).event_seen_from_wake(move || other.open());
}

/// Opens the gate once more, inside the call of `wake`. It does not poll: the ready-made
/// `futures::future::Shared` calls its wakers under a lock that its polls need.
struct OpensAgain(Gate);

impl Wake for OpensAgain {
    fn wake(self: Arc<Self>) {
        self.0.open();
    }
}

#[test]
fn opened_again_inside_the_call_of_a_waker() {
    let gate = gate();
    let waker = Waker::from(Arc::new(OpensAgain(gate.clone())));
    let mut wait = pin!(wait(&gate));
    let _ = wait.as_mut().poll(&mut Context::from_waker(&waker));
    watch(Diagnosis::WakeUnderLock, || gate.open());
}

#[test]
fn opened_at_every_instruction() {
    let open_or_wait = || {
        let gate = gate();
        let opens = gate.clone();
        (
            move || async move { gate.wait().await },
            move || opens.open(),
        )
    };
    at_every_instruction(open_or_wait, |()| {});
}

#[test]
fn two_threads_race_5000_times() {
    let pairs = (0..5000).map(|_| {
        let gate = gate();
        let opens = gate.clone();
        (async move { gate.wait().await }, move || opens.open())
    });
    race_in_rounds(pairs.collect());
}
