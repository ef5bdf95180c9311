//~ ready-too-early in value_sent_is_false_then_they_go_on
//! "Something was sent, so the shutdown begins." It was `false`: the workers go on, and are aborted when
//! the grace is over.

use std::time::Duration;

use s10_patterns::report::Report;
use tokio::sync::watch::Receiver;

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
    let mut workers = tokio::task::JoinSet::new();
    for number in 0..n {
        let (work, shutdown) = (work.clone(), shutdown.clone());
        workers.spawn(async move {
            while !*shutdown.borrow() && shutdown.has_changed().is_ok() {
                work(number).await;
            }
        });
    }
    let mut report = Report::default();
    let mut shutdown = shutdown;
    if !*shutdown.borrow_and_update() {
        let _ = shutdown.changed().await;
    }
    let limited = tokio::time::timeout(grace, async {
        while let Some(result) = workers.join_next().await {
            count(&mut report, result);
        }
    })
    .await;
    if limited.is_err() {
        workers.abort_all();
        while let Some(result) = workers.join_next().await {
            count(&mut report, result);
        }
    }
    report
}

fn count(report: &mut Report, result: Result<(), tokio::task::JoinError>) {
    match result {
        Ok(()) => report.clean += 1,
        Err(error) if error.is_cancelled() => report.aborted += 1,
        Err(_) => report.panicked += 1,
    }
}
