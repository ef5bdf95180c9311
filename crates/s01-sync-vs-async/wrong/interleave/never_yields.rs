//~ starved-task in another_task_runs_between_two_slices
//~ sequential-await in no_name_is_two_slices_ahead
//! "Tasks are like threads: the runtime switches between them." It cannot. A task without an
//! `.await` keeps its thread to the end.

use futures::future::join_all;
use s01_sync_vs_async::slices::{Log, slice};

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let all = names
        .into_iter()
        .map(|name| work(name, slices, log.clone()));
    join_all(all).await;
}
