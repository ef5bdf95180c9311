//! `leaked-waker`: the future is gone, and its waker is still kept.

mod support;

use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::task::Poll;

use futures::task::AtomicWaker;
use probe::{Child, Diagnosis, Probe};
use support::{caught, passes};

mod bad {
    use std::future::poll_fn;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::Poll;

    use futures::task::AtomicWaker;

    /// Ready once the bell has rung.
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

mod good {
    use std::future::poll_fn;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::Poll;

    use futures::task::AtomicWaker;

    struct NotListening<'a>(&'a AtomicWaker);

    impl Drop for NotListening<'_> {
        fn drop(&mut self) {
            self.0.take();
        }
    }

    /// Ready once the bell has rung.
    pub async fn rung(rung: &AtomicBool, bell: &AtomicWaker) {
        let _at_the_end = NotListening(bell);
        poll_fn(|cx| {
            bell.register(cx.waker());
            let rung = rung.load(Ordering::Acquire);
            if rung { Poll::Ready(()) } else { Poll::Pending }
        })
        .await
    }
}

#[track_caller]
fn dropped_while_waiting<F: Future>(future: F) {
    let mut probe = Probe::new(future);
    probe.pending();
    probe.drop_future();
    nothing_is_left(&probe);
}

#[track_caller]
fn nothing_is_left<F: Future>(probe: &Probe<F>) {
    if probe.live_clones() > 0 {
        probe.finding(Diagnosis::LeakedWaker).raise();
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::LeakedWaker, || {
        dropped_while_waiting(bad::rung(&AtomicBool::new(false), &AtomicWaker::new()));
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        dropped_while_waiting(good::rung(&AtomicBool::new(false), &AtomicWaker::new()));
    });
    passes(|| {
        let (rung, bell) = (AtomicBool::new(false), AtomicWaker::new());
        let mut probe = Probe::new(good::rung(&rung, &bell));
        probe.pending();
        rung.store(true, Ordering::Release);
        bell.wake();
        probe.run(0);
        nothing_is_left(&probe);
    });
}

#[test]
fn clone_of_an_earlier_waker_is_caught() {
    caught(Diagnosis::LeakedWaker, || {
        let (keep, kept) = mpsc::channel();
        let mut keep = Some(keep);
        let mut probe = Probe::new(poll_fn(|cx| {
            if let Some(keep) = keep.take() {
                keep.send(cx.waker().clone()).unwrap();
            }
            Poll::<()>::Pending
        }));
        probe.pending();
        let _ = probe.poll_with_new_waker();
        probe.drop_future();
        nothing_is_left(&probe);
        drop(kept);
    });
}

#[test]
fn clone_that_dies_with_the_future_passes() {
    passes(|| {
        let (child, _view) = Child::<()>::waiting();
        dropped_while_waiting(child);
    });
}
