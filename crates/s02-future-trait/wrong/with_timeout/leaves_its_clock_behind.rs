//~ works-after-drop in dropped_midway_and_the_work_with_it
//! "At the end I abort the clock." When the future is dropped midway there is no such end, and the task
//! goes on.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::sync::oneshot;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    let (ring, mut rang) = oneshot::channel::<()>();
    let clock = tokio::spawn(async move {
        tokio::time::sleep(d).await;
        let _ = ring.send(());
    });
    let mut work = pin!(f);
    let result = poll_fn(|cx| {
        let over = std::pin::Pin::new(&mut rang).poll(cx).is_ready();
        match work.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending if over => Poll::Ready(Err(Elapsed)),
            Poll::Pending => Poll::Pending,
        }
    })
    .await;
    clock.abort();
    result
}
