//! A token and a tracker of tokio-util: the signal of `watch` is passed on to the token, and the tracker
//! counts who is there. How each has ended it writes down itself, when it is dropped.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::FutureExt;
use s10_patterns::report::Report;
use tokio::sync::watch::Receiver;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Runs `n` workers, each of which calls `work` with its number, again and again, until `shutdown`
/// is `true` or nobody is left who could say so. Workers that are still busy after `grace` are
/// aborted.
pub async fn run_workers<W, F>(
    n: usize,
    work: W,
    mut shutdown: Receiver<bool>,
    grace: Duration,
) -> Report
where
    W: Fn(usize) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let (stop, tracker) = (CancellationToken::new(), TaskTracker::new());
    let kill = CancellationToken::new();
    let ends = Arc::new(Mutex::new(Report::default()));
    // Whatever happens to this future, its workers end.
    let _guards = (stop.clone().drop_guard(), kill.clone().drop_guard());
    if *shutdown.borrow() || shutdown.has_changed().is_err() {
        stop.cancel();
    }
    for number in 0..n {
        let worker = worker(number, work.clone(), stop.clone());
        let (kill, ends) = (kill.clone(), Arc::clone(&ends));
        tracker.spawn(async move {
            let end = AssertUnwindSafe(kill.run_until_cancelled_owned(worker))
                .catch_unwind()
                .await;
            let mut ends = ends.lock().unwrap();
            match end {
                Ok(Some(())) => ends.clean += 1,
                Ok(None) => ends.aborted += 1,
                Err(_) => ends.panicked += 1,
            }
        });
    }
    tracker.close();
    let _ = shutdown.wait_for(|is_over| *is_over).await;
    stop.cancel();
    let _ = timeout(grace, tracker.wait()).await;
    kill.cancel();
    tracker.wait().await;
    let report = *ends.lock().unwrap();
    report
}

async fn worker<F: Future>(number: usize, work: impl Fn(usize) -> F, stop: CancellationToken) {
    while !stop.is_cancelled() {
        work(number).await;
    }
}
