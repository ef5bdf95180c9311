//! `thread-per-poll`: one more thread after each poll. Only Linux counts threads; elsewhere the
//! clones of the waker that they hold are counted, and the mistake is a `waker-pile-up`.
#![cfg(target_os = "linux")]

mod support;

use std::future::poll_fn;
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use probe::{Crowd, Diagnosis, Probe, SPURIOUS_POLLS, SPURIOUS_REMAINS, demand};
use support::{caught, passes};

mod bad {
    use std::future::poll_fn;
    use std::task::Poll;
    use std::thread;
    use std::time::Instant;

    /// Waits with the help of a thread that can sleep.
    pub async fn sleep_until(deadline: Instant) {
        poll_fn(|cx| {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Poll::Ready(());
            }
            let waker = cx.waker().clone();
            thread::spawn(move || {
                thread::sleep(left);
                waker.wake();
            });
            Poll::Pending
        })
        .await
    }
}

mod good {
    use std::sync::Arc;
    use std::task::{Context, Poll};
    use std::thread;
    use std::time::Instant;

    use futures::task::AtomicWaker;

    /// Waits with the help of a thread that can sleep; there is none before the first poll.
    pub fn poll(deadline: Instant, task: &mut Option<Arc<AtomicWaker>>, cx: &Context) -> Poll<()> {
        let task = task.get_or_insert_with(|| {
            let task = Arc::new(AtomicWaker::new());
            let in_thread = Arc::clone(&task);
            thread::spawn(move || {
                thread::sleep(deadline.saturating_duration_since(Instant::now()));
                in_thread.wake();
            });
            task
        });
        task.register(cx.waker());
        let over = deadline <= Instant::now();
        if over { Poll::Ready(()) } else { Poll::Pending }
    }
}

/// So far away that it never comes.
fn far_away() -> Instant {
    Instant::now() + Duration::from_secs(600)
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::ThreadPerPoll, || {
        Probe::new(bad::sleep_until(far_away())).spurious_polls();
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let (deadline, mut task) = (far_away(), None);
        Probe::new(poll_fn(|cx| good::poll(deadline, &mut task, cx))).spurious_polls();
    });
    passes(|| {
        let (deadline, mut task) = (Instant::now() + Duration::from_millis(50), None);
        Probe::new(poll_fn(|cx| good::poll(deadline, &mut task, cx))).run(0);
    });
}

#[test]
fn threads_of_threads_are_caught() {
    caught(Diagnosis::ThreadPerPoll, || {
        let crowd = Crowd::begin();
        for _ in 0..4 {
            thread::spawn(|| {
                thread::spawn(thread::park);
            })
            .join()
            .unwrap();
        }
        let threads = crowd.grown_by();
        demand(
            threads < 4,
            Diagnosis::ThreadPerPoll,
            format!("{threads} threads are left"),
            format!("スレッドが {threads} 個残りました"),
        );
    });
}

#[test]
fn few_threads_pass() {
    passes(|| {
        let mut threads = 0;
        let mut probe = Probe::new(poll_fn(|_| {
            if threads < SPURIOUS_REMAINS {
                threads += 1;
                thread::spawn(thread::park);
            }
            Poll::<()>::Pending
        }));
        probe.spurious_polls();
    });
}

#[test]
fn threads_that_end_pass() {
    passes(|| {
        let mut started = Vec::new();
        let mut probe = Probe::new(poll_fn(|_| {
            started.push(thread::spawn(|| {}));
            Poll::<()>::Pending
        }));
        probe.spurious_polls();
        drop(probe);
        assert_eq!(started.len(), SPURIOUS_POLLS);
    });
}
