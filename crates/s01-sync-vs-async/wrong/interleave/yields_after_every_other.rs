//~ starved-task in another_task_runs_between_two_slices
//~ sequential-await in no_name_is_two_slices_ahead
//! "Yielding costs something, so I do it less often." Two slices at a time are one turn.

use futures::future::join_all;
use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        if number % 2 == 1 {
            yield_now().await;
        }
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let all = names
        .into_iter()
        .map(|name| work(name, slices, log.clone()));
    join_all(all).await;
}
