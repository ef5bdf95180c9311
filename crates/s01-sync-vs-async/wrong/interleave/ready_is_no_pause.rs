//~ starved-task in another_task_runs_between_two_slices
//~ sequential-await in no_name_is_two_slices_ahead
//! "Every `.await` lets others run." Only one that has to wait. What is ready at once is gone
//! through like any other line.

use std::future::ready;

use futures::future::join_all;
use s01_sync_vs_async::slices::{Log, slice};

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        ready(()).await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let all = names
        .into_iter()
        .map(|name| work(name, slices, log.clone()));
    join_all(all).await;
}
