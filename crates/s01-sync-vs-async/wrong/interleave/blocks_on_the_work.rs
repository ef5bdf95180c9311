//~ panic in no_name_is_two_slices_ahead
//! "`block_on` runs futures." It blocks the thread of a runtime that is running on it already, and
//! tokio forbids that.

use futures::future::join_all;
use s01_sync_vs_async::slices::{Log, slice};
use tokio::runtime::Handle;
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let all = names
        .into_iter()
        .map(|name| work(name, slices, log.clone()));
    Handle::current().block_on(join_all(all));
}
