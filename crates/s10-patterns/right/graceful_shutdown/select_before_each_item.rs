//! A `select!` before each item asks for the signal without waiting for it; `Abortable` ends those that
//! are stuck, and `join_all` waits for the handles in their order.

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
    use futures::future::{AbortHandle, Abortable, join_all};
    let mut handles = Vec::new();
    let mut joins = Vec::new();
    struct Guard(Vec<AbortHandle>);
    impl Drop for Guard {
        fn drop(&mut self) {
            for h in &self.0 {
                h.abort();
            }
        }
    }
    for number in 0..n {
        let work = work.clone();
        let mut shutdown = shutdown.clone();
        let (handle, registration) = AbortHandle::new_pair();
        handles.push(handle);
        let body = async move {
            loop {
                tokio::select! {
                    biased;
                    _ = shutdown.wait_for(|v| *v) => break,
                    () = std::future::ready(()) => {}
                }
                work(number).await;
            }
        };
        joins.push(tokio::spawn(Abortable::new(body, registration)));
    }
    let guard = Guard(handles);
    let mut signal = shutdown;
    let ends = join_all(joins);
    tokio::pin!(ends);
    tokio::select! {
        biased;
        _ = async { let _ = signal.wait_for(|v| *v).await; tokio::time::sleep(grace).await; } => guard.0.iter().for_each(AbortHandle::abort),
        ends = &mut ends => return sum(ends),
    }
    sum(ends.await)
}

fn sum(ends: Vec<Result<Result<(), futures::future::Aborted>, tokio::task::JoinError>>) -> Report {
    let mut report = Report::default();
    for end in ends {
        match end {
            Ok(Ok(())) => report.clean += 1,
            Ok(Err(_)) => report.aborted += 1,
            Err(_) => report.panicked += 1,
        }
    }
    report
}
