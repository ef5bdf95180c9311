//! The clock is a task of its own; when it rings, the work is asked once more.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::AbortHandle;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    let (ring, mut rang) = oneshot::channel::<()>();
    let clock = tokio::spawn(async move {
        tokio::time::sleep(d).await;
        let _ = ring.send(());
    });
    let _guard = Guard(clock.abort_handle());
    let mut work = pin!(f);
    poll_fn(|cx| {
        let over = std::pin::Pin::new(&mut rang).poll(cx).is_ready();
        match work.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending if over => Poll::Ready(Err(Elapsed)),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Ends the clock with the future, also where that is dropped midway.
struct Guard(AbortHandle);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.abort();
    }
}
