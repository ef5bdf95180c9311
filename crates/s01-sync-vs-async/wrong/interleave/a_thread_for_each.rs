//~ wrong-result in no_name_is_two_slices_ahead
//! "One thread for each name." That is what async is there to avoid: the slices belong on the one
//! thread of the runtime.

use std::thread;

use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::yield_now;

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let threads: Vec<_> = names
        .into_iter()
        .map(|name| {
            let log = log.clone();
            thread::spawn(move || futures::executor::block_on(work(name, slices, log)))
        })
        .collect();
    for thread in threads {
        thread.join().expect("no panic");
    }
}
