//~ starved-task in others_run_while_names_are_interleaved
//! "I turn the loops inside out." Then the names take turns with each other, and the rest of the
//! runtime stands still until the last slice.

use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    for number in 0..slices {
        for name in &names {
            slice(&log, name, number);
        }
    }
}
