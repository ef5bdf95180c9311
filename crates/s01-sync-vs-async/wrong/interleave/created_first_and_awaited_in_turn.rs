//~ sequential-await in no_name_is_two_slices_ahead
//! "I have called all of them, so all of them are running." A call of an `async fn` starts nothing.

use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let mut all = Vec::new();
    for name in names {
        all.push(work(name, slices, log.clone()));
    }
    for one in all {
        one.await;
    }
}
