//~ ready-too-early in every_name_is_done_when_it_returns
//! "The tasks run by themselves." They do, and `interleave` has returned long before they are done.

use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    for name in names {
        tokio::spawn(work(name, slices, log.clone()));
    }
}
