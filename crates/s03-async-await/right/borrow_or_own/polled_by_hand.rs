//! Every poll looks at all that are not done.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use s03_async_await::blob::{Blob, process};
use tokio::task::JoinHandle;

pub async fn total_borrowed(blobs: &[Blob]) -> usize {
    let mut pending: Vec<_> = blobs.iter().map(|blob| Box::pin(process(blob))).collect();
    let mut total = 0;
    poll_fn(|cx| {
        pending.retain_mut(|len| match len.as_mut().poll(cx) {
            Poll::Ready(len) => {
                total += len;
                false
            }
            Poll::Pending => true,
        });
        match pending.is_empty() {
            true => Poll::Ready(total),
            false => Poll::Pending,
        }
    })
    .await
}

pub fn spawn_len(blob: Arc<Blob>) -> JoinHandle<usize> {
    let len: Pin<Box<dyn Future<Output = usize> + Send>> =
        Box::pin(async move { process(&blob).await });
    tokio::spawn(len)
}
