//! graceful_shutdown: workers that stop in time.
//! Task and hints: `cargo xtask lesson graceful_shutdown`, `cargo xtask hint graceful_shutdown`
//! 日本語: exercises/s10-patterns/graceful_shutdown.ja.md

use std::time::Duration;

use s10_patterns::report::Report;
use tokio::sync::watch::Receiver;

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
    let _ = (n, work, shutdown, grace);
    todo!("who looks at the signal, and who waits for the workers, and for how long?")
}
