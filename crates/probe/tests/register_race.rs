//! `register-race`: what happens between the look and the registration is lost.

mod support;

use std::future::poll_fn;
use std::sync::Arc;

use futures::task::AtomicWaker;
use probe::{Diagnosis, Probe};
use support::{caught, passes};

mod bad {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::{Context, Poll};

    use futures::task::AtomicWaker;

    /// Waits until `ready` is set; whoever sets it calls `waker.wake()`.
    pub fn poll(ready: &AtomicBool, waker: &AtomicWaker, cx: &Context<'_>) -> Poll<()> {
        if ready.load(Ordering::Acquire) {
            return Poll::Ready(());
        }
        waker.register(cx.waker());
        Poll::Pending
    }
}

mod good {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::{Context, Poll};

    use futures::task::AtomicWaker;

    /// Waits until `ready` is set; whoever sets it calls `waker.wake()`.
    pub fn poll(ready: &AtomicBool, waker: &AtomicWaker, cx: &Context<'_>) -> Poll<()> {
        waker.register(cx.waker());
        if ready.load(Ordering::Acquire) {
            return Poll::Ready(());
        }
        Poll::Pending
    }
}

type Flag = std::sync::atomic::AtomicBool;
type PollFlag = fn(&Flag, &AtomicWaker, &std::task::Context<'_>) -> std::task::Poll<()>;

/// A flag that is set in the middle of a poll. The event is in place before the waker is, so the
/// wake has nobody to call.
fn set_in_between(poll: PollFlag) {
    let shared = Arc::new((Flag::new(false), AtomicWaker::new()));
    let waits = Arc::clone(&shared);
    let mut probe = Probe::new(poll_fn(move |cx| poll(&waits.0, &waits.1, cx)));
    probe.event_while_registering(move || {
        shared.0.store(true, std::sync::atomic::Ordering::Release);
        // `AtomicWaker` itself remembers a wake that comes during `register`; a waker that is
        // simply stored later does not. Taking it here stands for the simple case.
        shared.1.take();
    });
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::RegisterRace, || set_in_between(bad::poll));
}

#[test]
fn good_example_passes() {
    passes(|| set_in_between(good::poll));
}
