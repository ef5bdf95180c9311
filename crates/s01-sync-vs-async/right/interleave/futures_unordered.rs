//! A stream of the futures, in whichever order they end; each pauses by waking itself.

use std::future::poll_fn;
use std::task::Poll;

use futures::stream::{FuturesUnordered, StreamExt};
use s01_sync_vs_async::slices::{Log, slice};

async fn pause() {
    let mut has_paused = false;
    poll_fn(move |context| {
        if has_paused {
            return Poll::Ready(());
        }
        has_paused = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

pub async fn work(name: String, slices: usize, log: Log) {
    for number in 0..slices {
        slice(&log, &name, number);
        pause().await;
    }
}

pub async fn interleave(names: Vec<String>, slices: usize, log: Log) {
    let mut all: FuturesUnordered<_> = names
        .into_iter()
        .map(|name| work(name, slices, log.clone()))
        .collect();
    while all.next().await.is_some() {}
}
