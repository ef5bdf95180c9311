//! No task at all: the workers are futures in one set, each of which catches its panic. Who is left when
//! the time is over is dropped with the set.

use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};
use s10_patterns::report::Report;
use tokio::sync::watch::Receiver;
use tokio::time::sleep;

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
    let mut workers: FuturesUnordered<_> = (0..n)
        .map(|number| {
            AssertUnwindSafe(worker(number, work.clone(), shutdown.clone())).catch_unwind()
        })
        .collect();
    let mut report = Report::default();
    let mut told = pin!(async {
        let _ = shutdown.wait_for(|is_over| *is_over).await;
        sleep(grace).await;
    });
    let mut is_late = false;
    poll_fn(|context| {
        while let Poll::Ready(Some(end)) = workers.poll_next_unpin(context) {
            match end {
                Ok(()) => report.clean += 1,
                Err(_) => report.panicked += 1,
            }
        }
        is_late |= told.as_mut().poll(context).is_ready();
        match is_late || workers.is_empty() {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    })
    .await;
    report.aborted = workers.len();
    drop(workers);
    report
}

async fn worker<F: Future>(number: usize, work: impl Fn(usize) -> F, shutdown: Receiver<bool>) {
    while !*shutdown.borrow() && shutdown.has_changed().is_ok() {
        work(number).await;
    }
}
