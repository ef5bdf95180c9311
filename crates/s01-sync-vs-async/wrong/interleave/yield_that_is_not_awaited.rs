//~ starved-task in another_task_runs_between_two_slices
//~ sequential-await in no_name_is_two_slices_ahead
//! "I call `yield_now`." The call makes a future, and `let _ =` drops it. Without `.await` nothing
//! happens.

use futures::future::join_all;
use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        let _ = yield_now();
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let all = names
        .into_iter()
        .map(|name| work(name, slices, log.clone()));
    join_all(all).await;
}
