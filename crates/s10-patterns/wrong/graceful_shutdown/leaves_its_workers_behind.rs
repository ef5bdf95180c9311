//~ works-after-drop in dropped_midway_then_no_worker_goes_on
//! "The handles are in a list." Whoever drops a list of handles lets the tasks go on.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use s10_patterns::report::Report;
use tokio::sync::watch::Receiver;
use tokio::task::JoinError;
use tokio::time::timeout;

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
    let mut workers = Vec::new();
    for number in 0..n {
        workers.push(tokio::spawn(worker(number, work.clone(), shutdown.clone())));
    }
    let _ = shutdown.wait_for(|is_over| *is_over).await;

    let mut report = Report::default();
    let mut over = workers.iter_mut().collect::<FuturesUnordered<_>>();
    let in_time = async {
        while let Some(end) = over.next().await {
            count(end, &mut report);
        }
    };
    let _ = timeout(grace, in_time).await;
    for worker in over.iter() {
        worker.abort();
    }
    while let Some(end) = over.next().await {
        count(end, &mut report);
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
