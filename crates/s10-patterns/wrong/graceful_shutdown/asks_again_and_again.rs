//~ busy-poll in shutdown_then_nothing_new_begins
//! "Look, and let the others run." It never sleeps, and takes a core for itself.

use std::time::Duration;

use s10_patterns::report::Report;
use tokio::sync::watch::Receiver;
use tokio::task::{JoinError, JoinSet};
use tokio::time::timeout;

/// Runs `n` workers, each of which calls `work` with its number, again and again, until `shutdown`
/// is `true` or nobody is left who could say so. Workers that are still busy after `grace` are
/// aborted.
pub async fn run_workers<W, F>(
    n: usize,
    work: W,
    shutdown: Receiver<bool>,
    grace: Duration,
) -> Report
where
    W: Fn(usize) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let mut workers = JoinSet::new();
    for number in 0..n {
        workers.spawn(worker(number, work.clone(), shutdown.clone()));
    }
    while !*shutdown.borrow() && shutdown.has_changed().is_ok() {
        tokio::task::yield_now().await;
    }

    let mut report = Report::default();
    let _ = timeout(grace, count_all(&mut workers, &mut report)).await;
    workers.abort_all();
    count_all(&mut workers, &mut report).await;
    report
}

async fn worker<F: Future>(number: usize, work: impl Fn(usize) -> F, shutdown: Receiver<bool>) {
    while !*shutdown.borrow() && shutdown.has_changed().is_ok() {
        work(number).await;
    }
}

async fn count_all(workers: &mut JoinSet<()>, report: &mut Report) {
    while let Some(end) = workers.join_next().await {
        count(end, report);
    }
}

fn count(end: Result<(), JoinError>, report: &mut Report) {
    match end {
        Ok(()) => report.clean += 1,
        Err(error) if error.is_cancelled() => report.aborted += 1,
        Err(_) => report.panicked += 1,
    }
}
