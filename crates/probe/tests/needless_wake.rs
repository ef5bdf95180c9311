//! `needless-wake`: a wake that has no news.

mod support;

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;

use futures::task::AtomicWaker;
use probe::{Child, Diagnosis, Probe, demand};
use support::{caught, passes};

mod bad {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures::task::AtomicWaker;

    /// One of the workers is done. A task waits until none is left.
    pub fn worker_is_done(left: &AtomicUsize, none_left: &AtomicWaker) {
        left.fetch_sub(1, Ordering::AcqRel);
        none_left.wake();
    }
}

mod good {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures::task::AtomicWaker;

    /// One of the workers is done. A task waits until none is left.
    pub fn worker_is_done(left: &AtomicUsize, none_left: &AtomicWaker) {
        if left.fetch_sub(1, Ordering::AcqRel) == 1 {
            none_left.wake();
        }
    }
}

#[track_caller]
fn not_woken<F: Future>(probe: &Probe<F>, wakes: usize) {
    demand(
        wakes == 0,
        Diagnosis::NeedlessWake,
        format!("{wakes} wakes before the last worker was done"),
        format!(
            "最後のワーカーが終わる前に {} 回起床しました",
            probe.wakes()
        ),
    );
}

fn three_workers(worker_is_done: fn(&AtomicUsize, &AtomicWaker)) {
    let shared = Arc::new((AtomicUsize::new(3), AtomicWaker::new()));
    let mut probe = Probe::new(poll_fn(|cx| {
        shared.1.register(cx.waker());
        if shared.0.load(Ordering::Acquire) == 0 {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }));
    probe.pending();
    for _ in 0..2 {
        worker_is_done(&shared.0, &shared.1);
        not_woken(&probe, probe.wakes());
    }
    worker_is_done(&shared.0, &shared.1);
    probe.run(0);
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::NeedlessWake, || {
        three_workers(bad::worker_is_done)
    });
}

#[test]
fn good_example_passes() {
    passes(|| three_workers(good::worker_is_done));
}

#[test]
fn wake_of_an_earlier_waker_is_counted() {
    caught(Diagnosis::NeedlessWake, || {
        let (child, view) = Child::<()>::waiting();
        let mut probe = Probe::new(child);
        probe.pending();
        view.wake();
        let _ = probe.poll_with_new_waker();
        assert_eq!(probe.latest_wakes(), 0);
        not_woken(&probe, probe.wakes());
    });
}

#[test]
fn wake_with_news_passes() {
    passes(|| {
        let (child, view) = Child::waiting();
        let mut probe = Probe::new(child);
        probe.pending();
        not_woken(&probe, probe.wakes());
        view.finish(7);
        assert_eq!((probe.run(0), probe.wakes()), (7, 1));
    });
}

#[test]
fn replaced_waker_that_is_called_is_caught() {
    let mut replaced: Option<std::task::Waker> = None;
    let mut probe = Probe::new(poll_fn(move |cx| {
        let old = replaced.replace(cx.waker().clone());
        if let Some(old) = old.filter(|old| !old.will_wake(cx.waker())) {
            old.wake();
        }
        Poll::<()>::Pending
    }));
    probe.pending();
    passes(|| probe.woken_no_more_than(0, "nothing happened", "何も起きていませんが"));
    probe.pending_with_new_waker();
    caught(Diagnosis::NeedlessWake, || {
        probe.woken_no_more_than(0, "nothing happened", "何も起きていませんが");
    });
}
