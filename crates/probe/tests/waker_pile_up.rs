//! `waker-pile-up`: one more clone of the waker after each poll.

mod support;

use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Poll, Waker};

use probe::{Diagnosis, Probe, SPURIOUS_REMAINS};
use support::{caught, passes};

mod bad {
    use std::sync::Mutex;
    use std::task::{Context, Poll, Waker};

    /// Whether the doors are open, and who waits before them.
    pub type Doors = Mutex<(bool, Vec<Waker>)>;

    pub fn poll_open(doors: &Doors, cx: &Context<'_>) -> Poll<()> {
        let (open, waiting) = &mut *doors.lock().unwrap();
        if *open {
            return Poll::Ready(());
        }
        waiting.push(cx.waker().clone());
        Poll::Pending
    }
}

mod good {
    use std::sync::Mutex;
    use std::task::{Context, Poll, Waker};

    /// Whether the doors are open, and who waits before them.
    pub type Doors = Mutex<(bool, Vec<Waker>)>;

    pub fn poll_open(doors: &Doors, place: &mut Option<usize>, cx: &Context<'_>) -> Poll<()> {
        let (open, waiting) = &mut *doors.lock().unwrap();
        if *open {
            return Poll::Ready(());
        }
        if let Some(place) = *place {
            waiting[place].clone_from(cx.waker());
        } else {
            *place = Some(waiting.len());
            waiting.push(cx.waker().clone());
        }
        Poll::Pending
    }
}

/// Opens the doors, and wakes all who wait.
fn open(doors: &bad::Doors) {
    let waiting = {
        let mut doors = doors.lock().unwrap();
        doors.0 = true;
        std::mem::take(&mut doors.1)
    };
    waiting.into_iter().for_each(Waker::wake);
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::WakerPileUp, || {
        let doors = bad::Doors::default();
        Probe::new(poll_fn(|cx| bad::poll_open(&doors, cx))).spurious_polls();
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let doors = good::Doors::default();
        let mut place = None;
        let mut probe = Probe::new(poll_fn(|cx| good::poll_open(&doors, &mut place, cx)));
        probe.spurious_polls();
        assert_eq!(probe.live_clones(), 1);
        open(&doors);
        probe.run(0);
    });
}

#[test]
fn few_clones_pass() {
    passes(|| {
        let kept = Mutex::new(Vec::new());
        let mut probe = Probe::new(poll_fn(|cx| {
            let mut kept = kept.lock().unwrap();
            kept.clear();
            kept.resize_with(SPURIOUS_REMAINS, || cx.waker().clone());
            Poll::<()>::Pending
        }));
        probe.spurious_polls();
    });
}
