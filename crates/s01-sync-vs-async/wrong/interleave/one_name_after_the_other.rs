//~ sequential-await in no_name_is_two_slices_ahead
//! "`.await` runs it in the background." It waits for the end of it: b has not begun when a is
//! done.

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
        work(name, slices, log.clone()).await;
    }
}
