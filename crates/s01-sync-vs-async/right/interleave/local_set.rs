//! Tasks that stay on this thread, and need not be `Send`.

use std::rc::Rc;

use s01_sync_vs_async::slices::{Log, slice};
use tokio::task::{LocalSet, yield_now};

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        yield_now().await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let (tasks, log) = (LocalSet::new(), Rc::new(log));
    for name in names {
        let log = Rc::clone(&log);
        tasks.spawn_local(async move { work(name, slices, (*log).clone()).await });
    }
    tasks.await;
}
