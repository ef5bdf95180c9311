//! The parcel that travels, and what is asked of its arrival.

use std::panic::resume_unwind;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};
use std::thread::JoinHandle;

use probe::{Diagnosis, InlineTask, PATIENCE, Probe, demand, expect};

use crate::value_slot::{Closed, Setter, WaitFor, slot};

/// Neither `Clone` nor `Copy`: the one value has to travel. What it holds lies on the heap.
#[derive(Debug, PartialEq)]
pub struct Parcel(Box<u32>);

pub fn parcel() -> Parcel {
    Parcel(Box::new(7))
}

pub fn parcel_slot() -> (Setter<Parcel>, WaitFor<Parcel>) {
    slot()
}

#[track_caller]
pub fn arrived(output: Result<Parcel, Closed>) {
    expect(output, Ok(parcel()), "the output", "出力");
}

#[track_caller]
pub fn closed(output: Result<Parcel, Closed>) {
    expect(output, Err(Closed), "the output", "出力");
}

/// Asks that the task was polled inside the call of its waker, and has this output by now.
#[track_caller]
pub fn finished(task: &InlineTask<WaitFor<Parcel>>) -> Result<Parcel, Closed> {
    let output = task.output_within(PATIENCE);
    demand(
        output.is_some() && task.polls_in_vain() == 0,
        Diagnosis::EarlyWake,
        "the task was polled inside the call of its waker, and found nothing",
        "waker の呼び出しの中でタスクがポーリングされましたが、何も見つかりませんでした",
    );
    output.expect("that was asked")
}

/// Asks that nobody has woken the task, for nothing has happened.
#[track_caller]
pub fn is_asleep<F: Future>(probe: &Probe<F>) {
    probe.woken_no_more_than(
        0,
        "there was neither a value nor the end of the setter",
        "値も setter のドロップもないのに",
    );
}

/// Waits for the thread, and fails as it failed.
pub fn join(thread: JoinHandle<()>) {
    if let Err(panic) = thread.join() {
        resume_unwind(panic);
    }
}

/// What may become of a slot; the waiting side is dropped at the end, if it is not gone before.
#[derive(Clone, Copy, Debug)]
pub struct Life {
    pub is_polled: bool,
    pub end: End,
    pub is_read: bool,
}

#[derive(Clone, Copy, Debug)]
pub enum End {
    Set,
    Dropped,
    SetWhenNobodyWaits,
    DroppedWhenNobodyWaits,
}

impl Life {
    pub fn all() -> impl Iterator<Item = Life> {
        let ends = [
            End::Set,
            End::Dropped,
            End::SetWhenNobodyWaits,
            End::DroppedWhenNobodyWaits,
        ];
        let of_end = |end| {
            [(false, false), (false, true), (true, false), (true, true)].map(
                |(is_polled, is_read)| Life {
                    is_polled,
                    end,
                    is_read,
                },
            )
        };
        ends.into_iter().flat_map(of_end)
    }

    /// Leads it, with a waker that takes memory as well.
    pub fn lead(self) {
        let waker = Waker::from(Arc::new(Nobody));
        let mut context = Context::from_waker(&waker);
        let (setter, wait) = parcel_slot();
        let mut wait = Some(Box::pin(wait));
        let mut poll = |wait: &mut Option<Pin<Box<WaitFor<Parcel>>>>| {
            if let Some(wait) = wait {
                let _ = wait.as_mut().poll(&mut context);
            }
        };
        // The second time the waker of the first is in its place.
        if self.is_polled {
            poll(&mut wait);
            poll(&mut wait);
        }
        if let End::SetWhenNobodyWaits | End::DroppedWhenNobodyWaits = self.end {
            wait = None;
        }
        match self.end {
            End::Set | End::SetWhenNobodyWaits => setter.set(parcel()),
            End::Dropped | End::DroppedWhenNobodyWaits => drop(setter),
        }
        if self.is_read {
            poll(&mut wait);
        }
    }
}

struct Nobody;

impl Wake for Nobody {
    fn wake(self: Arc<Self>) {}
}
