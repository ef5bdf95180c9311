//! Each `work` yields after a slice, and `join_all` polls all of them in turns.

use futures::future::join_all;
use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

/// Does the slices 0, 1, … of one task with `slice(&log, &name, number)`. After each of them, the
/// other tasks get their turn.
pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

/// Does the work of every name, in turns, and returns when all of it is done.
pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let all = names
        .into_iter()
        .map(|name| work(name, slices, log.clone()));
    join_all(all).await;
}
