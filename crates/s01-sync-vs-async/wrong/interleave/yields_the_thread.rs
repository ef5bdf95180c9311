//~ starved-task in another_task_runs_between_two_slices
//~ sequential-await in no_name_is_two_slices_ahead
//! "`yield_now` is in the standard library." That one speaks to the operating system, about
//! threads. The runtime does not hear of it.

use std::thread::yield_now;

use futures::future::join_all;
use s01_sync_vs_async::slices::{Log, slice};

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now();
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let all = names
        .into_iter()
        .map(|name| work(name, slices, log.clone()));
    join_all(all).await;
}
