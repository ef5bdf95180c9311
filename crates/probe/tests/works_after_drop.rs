//! `works-after-drop`: the future is gone, and what it began goes on.

mod support;

use std::future::poll_fn;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, mpsc};
use std::task::{Poll, Waker};
use std::time::Duration;

use probe::{Child, Diagnosis, Probe, demand, program};
use support::{caught, passes};
use tokio::time::{sleep, timeout};

mod bad {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    use tokio::time::sleep;

    /// Copies ten pages, one a second, and counts them.
    pub async fn copy(pages: Arc<AtomicU32>) {
        let work = tokio::spawn(async move {
            for _ in 0..10 {
                sleep(Duration::from_secs(1)).await;
                pages.fetch_add(1, Ordering::Relaxed);
            }
        });
        work.await.unwrap();
    }
}

mod good {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    use tokio::task::JoinSet;
    use tokio::time::sleep;

    /// Copies ten pages, one a second, and counts them.
    pub async fn copy(pages: Arc<AtomicU32>) {
        let mut work = JoinSet::new();
        work.spawn(async move {
            for _ in 0..10 {
                sleep(Duration::from_secs(1)).await;
                pages.fetch_add(1, Ordering::Relaxed);
            }
        });
        work.join_all().await;
    }
}

/// Gives the copying so much time, then drops it, and looks a minute later. Returns the pages.
fn dropped_after<F: Future<Output = ()>>(time: Duration, copy: fn(Arc<AtomicU32>) -> F) -> u32 {
    let program = || async {
        let pages = Arc::<AtomicU32>::default();
        let _ = timeout(time, copy(Arc::clone(&pages))).await;
        let copied = pages.load(Ordering::Relaxed);
        sleep(Duration::from_secs(60)).await;
        let after = pages.load(Ordering::Relaxed) - copied;
        demand(
            after == 0,
            Diagnosis::WorksAfterDrop,
            format!("{after} pages were copied after the drop"),
            format!("ドロップの後に {after} ページがコピーされました"),
        );
        copied
    };
    program::run(program).output
}

const TWO_PAGES: Duration = Duration::from_millis(2500);

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::WorksAfterDrop, || {
        dropped_after(TWO_PAGES, bad::copy);
    });
}

#[test]
fn good_example_passes() {
    passes(|| assert_eq!(dropped_after(TWO_PAGES, good::copy), 2));
    passes(|| assert_eq!(dropped_after(2 * TWO_PAGES * 5, good::copy), 10));
}

#[track_caller]
fn not_woken<F: Future>(probe: &Probe<F>) {
    if probe.wakes() > 0 {
        probe.finding(Diagnosis::WorksAfterDrop).raise();
    }
}

#[test]
fn wake_after_the_drop_is_caught() {
    caught(Diagnosis::WorksAfterDrop, || {
        let (keep, kept) = mpsc::channel();
        let mut probe = Probe::new(poll_fn(move |cx| {
            keep.send(cx.waker().clone()).unwrap();
            Poll::<()>::Pending
        }));
        probe.pending();
        probe.drop_future();
        kept.into_iter().for_each(Waker::wake);
        not_woken(&probe);
    });
}

#[test]
fn waker_taken_out_by_the_drop_passes() {
    passes(|| {
        let (child, view) = Child::waiting();
        let mut probe = Probe::new(child);
        probe.pending();
        probe.drop_future();
        view.finish(7);
        not_woken(&probe);
    });
}
