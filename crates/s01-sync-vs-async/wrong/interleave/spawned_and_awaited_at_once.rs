//~ sequential-await in no_name_is_two_slices_ahead
//! "With `spawn` it is concurrent." Not when each task is awaited before the next one is spawned.

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
        tokio::spawn(work(name, slices, log.clone()))
            .await
            .expect("no panic");
    }
}
