//~ wrong-result in work_does_its_slices_in_order
//! "Work goes to `spawn_blocking`." There it runs on another thread, and the runtime's own has
//! nothing to do.

use futures::future::join_all;
use s01_sync_vs_async::slices::{Log, slice};

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        let (log, name) = (log.clone(), name.clone());
        tokio::task::spawn_blocking(move || slice(&log, &name, number))
            .await
            .expect("no panic");
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let all = names
        .into_iter()
        .map(|name| work(name, slices, log.clone()));
    join_all(all).await;
}
