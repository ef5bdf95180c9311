//~ starved-task in another_task_runs_between_two_slices
//~ sequential-await in no_name_is_two_slices_ahead
//! "I make each slice an `async fn` and await it." There is nothing in it to wait for, so it runs
//! straight through.

use futures::future::join_all;
use s01_sync_vs_async::slices::{Log, slice};

async fn one(log: &Log, name: &str, number: usize) {
    slice(log, name, number);
}

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        one(&log, &name, number).await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let all = names
        .into_iter()
        .map(|name| work(name, slices, log.clone()));
    join_all(all).await;
}
