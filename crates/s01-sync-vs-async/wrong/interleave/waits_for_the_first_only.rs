//~ ready-too-early in every_name_is_done_when_it_returns
//! "They all run in step, so when one is done, all are." The others have not got there yet.

use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::{JoinSet, yield_now};

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let mut tasks = JoinSet::new();
    for name in names {
        tasks.spawn(work(name, slices, log.clone()));
    }
    tasks.join_next().await;
    tasks.detach_all();
}
