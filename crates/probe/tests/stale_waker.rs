//! `stale-waker`: an earlier waker is kept, the latest one is not.

mod support;

use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};

use probe::{Diagnosis, Probe};
use support::{caught, passes};

mod bad {
    use std::task::{Context, Waker};

    /// Called by each poll that has to wait.
    pub fn register(slot: &mut Option<Waker>, cx: &Context<'_>) {
        if slot.is_none() {
            *slot = Some(cx.waker().clone());
        }
    }
}

mod good {
    use std::task::{Context, Waker};

    /// Called by each poll that has to wait.
    pub fn register(slot: &mut Option<Waker>, cx: &Context<'_>) {
        match slot {
            Some(waker) => waker.clone_from(cx.waker()),
            None => *slot = Some(cx.waker().clone()),
        }
    }
}

type Register = fn(&mut Option<Waker>, &std::task::Context<'_>);

/// Polls twice with different wakers, and calls what was registered.
fn moved_between_polls(register: Register) {
    let slot = Arc::new(Mutex::new(None));
    let registered = Arc::clone(&slot);
    let mut probe = Probe::new(poll_fn(move |cx| {
        register(&mut registered.lock().unwrap(), cx);
        Poll::<()>::Pending
    }));
    probe.pending();
    let _ = probe.poll_with_new_waker();
    let waker = slot.lock().unwrap().take();
    waker.unwrap().wake();
    probe.woken();
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::StaleWaker, || moved_between_polls(bad::register));
}

#[test]
fn good_example_passes() {
    passes(|| moved_between_polls(good::register));
}

#[test]
fn waking_the_old_and_the_new_waker_passes() {
    passes(|| {
        let wakers = Arc::new(Mutex::new(Vec::new()));
        let registered = Arc::clone(&wakers);
        let mut probe = Probe::new(poll_fn(move |cx| {
            registered.lock().unwrap().push(cx.waker().clone());
            Poll::<()>::Pending
        }));
        probe.pending();
        let _ = probe.poll_with_new_waker();
        wakers.lock().unwrap().drain(..).for_each(Waker::wake);
        probe.woken();
    });
}

#[test]
fn kept_but_not_called_is_caught() {
    caught(Diagnosis::StaleWaker, || {
        let mut kept = None;
        let mut probe = Probe::new(poll_fn(move |cx| {
            bad::register(&mut kept, cx);
            Poll::<()>::Pending
        }));
        probe.pending();
        let _ = probe.poll_with_new_waker();
        probe.woken();
    });
}

#[test]
fn waking_with_the_waker_of_the_poll_before_is_caught() {
    caught(Diagnosis::StaleWaker, || {
        let mut kept = None::<Waker>;
        let mut probe = Probe::new(poll_fn(move |cx| {
            match kept.replace(cx.waker().clone()) {
                Some(previous) => previous.wake(),
                None => cx.waker().wake_by_ref(),
            }
            Poll::<()>::Pending
        }));
        probe.pending();
        probe.woken();
        let _ = probe.poll_with_new_waker();
        probe.woken();
    });
}
