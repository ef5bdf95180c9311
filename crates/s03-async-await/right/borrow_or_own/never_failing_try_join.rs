//! As for calls that may fail; these never do.

use std::convert::Infallible;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::join_all;
use futures::future::try_join_all;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    let lens = blobs
        .iter()
        .map(|blob| process(blob).map(Ok::<_, Infallible>));
    let lens = try_join_all(lens).await;
    lens.map(|lens| lens.iter().sum()).unwrap_or_default()
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::task::spawn(async move {
        let len = process(&blob).await;
        drop(blob);
        len
    })
}
