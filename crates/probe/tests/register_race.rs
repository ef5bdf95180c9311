//! `register-race`: what happens between the look and the registration is lost.

mod support;

use std::future::{pending, poll_fn};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;

use futures::task::AtomicWaker;
use probe::{Child, Diagnosis, Probe, race_in_rounds};
use support::{caught, passes};

mod bad {
    use std::sync::Mutex;
    use std::task::{Context, Poll, Waker};

    /// Whoever opens the door sets `open`, takes the waker out, and calls it.
    #[derive(Default)]
    pub struct Door {
        pub open: bool,
        pub waker: Option<Waker>,
    }

    /// Waits until the door is open.
    pub fn poll_open(door: &Mutex<Door>, cx: &Context<'_>) -> Poll<()> {
        if door.lock().unwrap().open {
            return Poll::Ready(());
        }
        door.lock().unwrap().waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

mod good {
    use std::sync::Mutex;
    use std::task::{Context, Poll, Waker};

    /// Whoever opens the door sets `open`, takes the waker out, and calls it.
    #[derive(Default)]
    pub struct Door {
        pub open: bool,
        pub waker: Option<Waker>,
    }

    /// Waits until the door is open.
    pub fn poll_open(door: &Mutex<Door>, cx: &Context<'_>) -> Poll<()> {
        let mut door = door.lock().unwrap();
        if door.open {
            return Poll::Ready(());
        }
        door.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

/// A door that is opened in the middle of the first poll.
macro_rules! opened_in_between {
    ($module:ident) => {
        let door = Arc::new(Mutex::new($module::Door::default()));
        let waits = Arc::clone(&door);
        let mut probe = Probe::new(poll_fn(move |cx| $module::poll_open(&waits, cx)));
        probe.event_while_registering(move || {
            let waker = {
                let mut door = door.lock().unwrap();
                door.open = true;
                door.waker.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        });
    };
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::RegisterRace, || {
        opened_in_between!(bad);
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        opened_in_between!(good);
    });
}

#[test]
fn registered_then_looked_at_an_atomic_flag_passes() {
    passes(|| {
        let shared = Arc::new((AtomicBool::new(false), AtomicWaker::new()));
        let waits = Arc::clone(&shared);
        let mut probe = Probe::new(poll_fn(move |cx| {
            waits.1.register(cx.waker());
            if waits.0.load(Ordering::Acquire) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        }));
        probe.event_while_registering(move || {
            shared.0.store(true, Ordering::Release);
            shared.1.wake();
        });
    });
}

#[test]
fn no_wake_in_a_round_is_caught() {
    caught(Diagnosis::RegisterRace, || {
        race_in_rounds(vec![(pending::<()>(), || {})]);
    });
}

#[test]
fn thousand_rounds_pass() {
    passes(|| {
        let pairs = (0..1000).map(|_| {
            let (child, view) = Child::waiting();
            (child, move || view.finish(7))
        });
        assert_eq!(race_in_rounds(pairs.collect()), [7; 1000]);
    });
}
