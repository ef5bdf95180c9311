//~ wrong-result in every_name_is_done_when_it_returns
//! "The name says which task it is." Two names may be equal, and each is a task of its own.

use std::collections::BTreeMap;

use futures::future::join_all;
use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let mut all = BTreeMap::new();
    for name in names {
        all.insert(name.clone(), work(name, slices, log.clone()));
    }
    join_all(all.into_values()).await;
}
