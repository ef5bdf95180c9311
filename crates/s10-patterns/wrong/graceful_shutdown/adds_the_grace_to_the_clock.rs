//~ panic in stuck_beyond_the_grace_then_aborted
//! "Now plus the grace is the deadline." `Duration::MAX` is a usual way to say "no limit", and no
//! `Instant` is that far away.

use std::time::Duration;

use s10_patterns::report::Report;
use tokio::sync::watch::Receiver;
use tokio::task::{JoinError, JoinSet};
use tokio::time::timeout_at;

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
    let mut workers = JoinSet::new();
    for number in 0..n {
        workers.spawn(worker(number, work.clone(), shutdown.clone()));
    }
    // It looks first, and an error says that nobody is left: that is a shutdown, too.
    let _ = shutdown.wait_for(|is_over| *is_over).await;

    let mut report = Report::default();
    let deadline = tokio::time::Instant::now() + grace;
    let _ = timeout_at(deadline, count_all(&mut workers, &mut report)).await;
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
