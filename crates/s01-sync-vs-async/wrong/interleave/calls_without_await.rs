//~ wrong-result in every_name_is_done_when_it_returns
//! "I call `work` for every name." Each call makes a future that nobody polls, so no slice is done.

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
        drop(work(name, slices, log.clone()));
    }
}
