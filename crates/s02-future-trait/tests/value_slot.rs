//! A value crosses from one side to the other, and the waiting side is always woken: whenever the
//! value comes, whoever polls, and also when no value comes at all.
//!
//! Start with the first two tests; then take them in order.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/value_slot.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/value_slot.rs"
)]
mod value_slot;

use std::panic::resume_unwind;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use probe::{
    Diagnosis, InlineTask, PATIENCE, Probe, at_every_instruction, demand, expect, race_in_rounds,
    watch,
};
use value_slot::{Closed, Setter, WaitFor, slot};

// lesson: "Two threads try that 5,000 times"
// lesson.ja: "二つのスレッドで 5,000 回"
const RACES: usize = 5000;

/// Neither `Clone` nor `Copy`: the one value has to travel.
#[derive(Debug, PartialEq)]
struct Parcel(u32);

fn parcel_slot() -> (Setter<Parcel>, WaitFor<Parcel>) {
    slot()
}

#[track_caller]
fn arrived(output: Result<Parcel, Closed>) {
    expect(output, Ok(Parcel(7)), "the output", "出力");
}

#[test]
fn set_then_ready() {
    let (setter, wait) = parcel_slot();
    setter.set(Parcel(7));
    arrived(Probe::new(wait).ready());
}

#[test]
fn pending_then_set_then_woken_then_ready() {
    let (setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    probe.pending();
    setter.set(Parcel(7));
    probe.woken();
    arrived(probe.ready());
}

#[test]
fn latest_waker_is_woken() {
    let (setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    probe.pending();
    probe.pending_with_new_waker();
    setter.set(Parcel(7));
    probe.woken();
    arrived(probe.ready());
}

#[test]
fn polled_here_then_finished_on_another_thread() {
    let (setter, wait) = parcel_slot();
    let mut wait = Box::pin(wait);
    let mut probe = Probe::new(wait.as_mut());
    probe.pending();
    drop(probe);
    let (polled, is_polled) = mpsc::channel();
    let other = thread::spawn(move || {
        let mut probe = Probe::new(wait);
        probe.pending();
        let _ = polled.send(());
        probe.woken();
        arrived(probe.ready());
    });
    let _ = is_polled.recv();
    setter.set(Parcel(7));
    join(other);
}

#[test]
fn dropping_the_setter_closes_the_slot() {
    let (setter, wait) = parcel_slot();
    drop(setter);
    let output = Probe::new(wait).ready();
    expect(output, Err(Closed), "the output", "出力");

    let (setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    probe.pending();
    drop(setter);
    probe.woken();
    expect(probe.ready(), Err(Closed), "the output", "出力");
}

#[test]
fn setting_after_the_waiter_is_gone_does_nothing() {
    let (setter, _) = parcel_slot();
    setter.set(Parcel(7));

    let (setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    probe.pending();
    probe.drop_future();
    setter.set(Parcel(7));
}

#[test]
fn waker_that_polls_at_once_finds_the_value() {
    let (setter, wait) = parcel_slot();
    let task = InlineTask::start(wait);
    watch(Diagnosis::WakeUnderLock, || setter.set(Parcel(7)));
    finished(&task, Ok(Parcel(7)));
}

#[test]
fn waker_that_polls_at_once_finds_the_slot_closed() {
    let (setter, wait) = parcel_slot();
    let task = InlineTask::start(wait);
    watch(Diagnosis::WakeUnderLock, || drop(setter));
    finished(&task, Err(Closed));
}

#[track_caller]
fn finished(task: &InlineTask<WaitFor<Parcel>>, asked: Result<Parcel, Closed>) {
    let output = task.output_within(PATIENCE);
    demand(
        output.is_some(),
        Diagnosis::EarlyWake,
        "the task was polled inside the call of its waker, and found nothing",
        "waker の呼び出しの中でタスクがポーリングされましたが、何も見つかりませんでした",
    );
    expect(output, Some(asked), "the output", "出力");
}

#[test]
fn set_while_registering() {
    let (setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    arrived(probe.event_while_registering(|| setter.set(Parcel(7))));
}

#[test]
fn value_is_in_place_when_woken() {
    let (setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    arrived(probe.event_seen_from_wake(|| setter.set(Parcel(7))));
}

#[test]
fn set_at_every_instruction() {
    let set_or_wait = || {
        let (setter, wait) = parcel_slot();
        (|| wait, || setter.set(Parcel(7)))
    };
    at_every_instruction(set_or_wait, arrived);
}

#[test]
fn dropped_at_every_instruction() {
    let drop_or_wait = || {
        let (setter, wait) = parcel_slot();
        (|| wait, || drop(setter))
    };
    at_every_instruction(drop_or_wait, |output| {
        expect(output, Err(Closed), "the output", "出力");
    });
}

#[test]
fn two_threads_race() {
    let pairs = (0..RACES).map(|_| {
        let (setter, wait) = parcel_slot();
        (wait, || setter.set(Parcel(7)))
    });
    for output in race_in_rounds(pairs.collect()) {
        arrived(output);
    }
}

/// Waits for the thread, and fails as it failed.
fn join(thread: JoinHandle<()>) {
    if let Err(panic) = thread.join() {
        resume_unwind(panic);
    }
}
