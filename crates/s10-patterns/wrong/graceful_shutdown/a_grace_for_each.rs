//~ ready-too-late in stuck_beyond_the_grace_then_aborted
//! "Each worker gets its time." One after the other: two that are stuck take twice as long.

use std::time::Duration;

use s10_patterns::report::Report;
use tokio::sync::watch::Receiver;
use tokio::task::JoinError;
use tokio::time::timeout;
use tokio_util::task::AbortOnDropHandle;

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
    let mut workers: Vec<_> = (0..n)
        .map(|number| worker(number, work.clone(), shutdown.clone()))
        .map(|worker| AbortOnDropHandle::new(tokio::spawn(worker)))
        .collect();
    let _ = shutdown.wait_for(|is_over| *is_over).await;

    let mut report = Report::default();
    for worker in &mut workers {
        match timeout(grace, &mut *worker).await {
            Ok(end) => count(end, &mut report),
            Err(_) => {
                worker.abort();
                count(worker.await, &mut report);
            }
        }
    }
    report
}

async fn worker<F: Future>(number: usize, work: impl Fn(usize) -> F, shutdown: Receiver<bool>) {
    while !*shutdown.borrow() && shutdown.has_changed().is_ok() {
        work(number).await;
    }
}

fn count(end: Result<(), JoinError>, report: &mut Report) {
    match end {
        Ok(()) => report.clean += 1,
        Err(error) if error.is_cancelled() => report.aborted += 1,
        Err(_) => report.panicked += 1,
    }
}
