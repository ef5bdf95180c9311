//! A handle for each worker, which aborts it when it is dropped. The end is awaited for all at once.

use std::pin::pin;
use std::time::Duration;

use futures::future::{Either, select};
use s10_patterns::report::Report;
use tokio::sync::watch::Receiver;
use tokio::task::JoinError;
use tokio::time::{Instant, sleep_until};
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
    while !*shutdown.borrow_and_update() {
        if shutdown.changed().await.is_err() {
            break;
        }
    }

    let deadline = Instant::now().checked_add(grace);
    let late = async {
        match deadline {
            Some(deadline) => sleep_until(deadline).await,
            None => std::future::pending().await,
        }
    };
    let mut late = pin!(late);
    let mut report = Report::default();
    for worker in &mut workers {
        let end = match select(&mut *worker, &mut late).await {
            Either::Left((end, _)) => end,
            Either::Right(_) => break,
        };
        count(end, &mut report);
    }
    // Those that are over by now, behind one that was not, come out of this as well.
    let counted = report.clean + report.aborted + report.panicked;
    for worker in &workers[counted..] {
        worker.abort();
    }
    for worker in workers.into_iter().skip(counted) {
        count(worker.await, &mut report);
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
