//~ wrong-result in work_does_its_slices_in_order
//! "The first one is number one." The slices are 0, 1, …

use futures::future::join_all;
use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 1..=slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let all = names
        .into_iter()
        .map(|name| work(name, slices, log.clone()));
    join_all(all).await;
}
