//~ panic-spreads in worker_panics_then_it_is_counted_and_the_others_go_on
//! "Calling `work` only makes a future." The call is code of the work as well: it can panic, and here it
//! does so outside of the task.

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
    let mut report_clean = 0;
    let mut workers = tokio::task::JoinSet::new();
    for number in 0..n {
        let (work, shutdown) = (work.clone(), shutdown.clone());
        if *shutdown.borrow() || shutdown.has_changed().is_err() {
            report_clean += 1;
            continue;
        }
        let first = work(number);
        workers.spawn(async move {
            first.await;
            while !*shutdown.borrow() && shutdown.has_changed().is_ok() {
                work(number).await;
            }
        });
    }
    let mut report = Report {
        clean: report_clean,
        ..Report::default()
    };
    let mut shutdown = shutdown;
    let _ = shutdown.wait_for(|value| *value).await;
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
