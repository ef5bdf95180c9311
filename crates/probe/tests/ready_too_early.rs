//! `ready-too-early`: the future does not wait for what it was made to wait for.

mod support;

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use futures::task::AtomicWaker;
use probe::{Child, Diagnosis, Probe, program};
use support::{caught, passes};

mod bad {
    use std::future::poll_fn;
    use std::task::Poll;

    use futures::task::AtomicWaker;

    /// Ready once the bell has rung; then `bell.wake()` is called.
    pub async fn rung(bell: &AtomicWaker) {
        let mut waited = false;
        poll_fn(|cx| {
            if waited {
                return Poll::Ready(());
            }
            waited = true;
            bell.register(cx.waker());
            Poll::Pending
        })
        .await
    }
}

mod good {
    use std::future::poll_fn;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::Poll;

    use futures::task::AtomicWaker;

    /// Ready once the bell has rung; then `rung` is set, and after that `bell.wake()` is called.
    pub async fn rung(rung: &AtomicBool, bell: &AtomicWaker) {
        poll_fn(|cx| {
            bell.register(cx.waker());
            if rung.load(Ordering::Acquire) {
                return Poll::Ready(());
            }
            Poll::Pending
        })
        .await
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::ReadyTooEarly, || {
        let bell = AtomicWaker::new();
        let mut probe = Probe::new(bad::rung(&bell));
        probe.pending();
        probe.pending();
    });
    caught(Diagnosis::ReadyTooEarly, || {
        let bell = AtomicWaker::new();
        Probe::new(bad::rung(&bell)).spurious_polls();
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let (rung, bell) = (AtomicBool::new(false), AtomicWaker::new());
        let mut probe = Probe::new(good::rung(&rung, &bell));
        probe.pending();
        probe.pending();
        rung.store(true, Ordering::Release);
        bell.wake();
        probe.run(0);
    });
}

#[test]
fn shorter_than_asked_on_the_virtual_clock_is_caught() {
    caught(Diagnosis::ReadyTooEarly, || {
        let hour = Duration::from_secs(60 * 60);
        program::run(|| tokio::time::sleep(hour / 2)).took(hour);
    });
}

#[test]
fn as_long_as_asked_on_the_virtual_clock_passes() {
    passes(|| {
        let hour = Duration::from_secs(60 * 60);
        program::run(|| tokio::time::sleep(hour)).took(hour);
    });
}

#[test]
fn polled_by_nobodys_request_and_still_pending_passes() {
    passes(|| {
        let (child, view) = Child::waiting();
        let mut probe = Probe::new(child);
        probe.spurious_polls();
        view.finish(7);
        assert_eq!(probe.run(0), 7);
    });
}

#[test]
fn ready_in_a_poll_that_nobody_looks_at_is_caught() {
    caught(Diagnosis::ReadyTooEarly, || {
        let mut polls = 0;
        let mut probe = Probe::new(poll_fn(|_| {
            polls += 1;
            if polls == 1 {
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        }));
        probe.pending();
        let _ = probe.poll_with_new_waker();
        probe.woken();
    });
}
