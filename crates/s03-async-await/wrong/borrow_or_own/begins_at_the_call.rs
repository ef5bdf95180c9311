//~ eager-start in begins_with_the_first_poll_and_ends_with_the_drop
//! "Give each a first poll, so that all are on their way." The caller has only made the future, and
//! has not asked for anything.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Waker};

use futures::future::maybe_done;
use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub fn total_borrowed(blobs: &[Blob]) -> impl Future<Output = usize> {
    let mut context = Context::from_waker(Waker::noop());
    let begun: Vec<_> = blobs
        .iter()
        .map(|blob| {
            let mut len = maybe_done(Box::pin(process(blob)));
            let _ = Pin::new(&mut len).poll(&mut context);
            len
        })
        .collect();
    async {
        let mut total = 0;
        for mut len in begun {
            Pin::new(&mut len).await;
            total += Pin::new(&mut len).take_output().unwrap_or_default();
        }
        total
    }
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    tokio::spawn(async move { process(&blob).await })
}
