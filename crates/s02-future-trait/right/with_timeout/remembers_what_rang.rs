//! The clock is asked first, while there is a budget left, and has the last word only if the work has none.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use futures::FutureExt;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    let mut clock = pin!(tokio::time::sleep(d).fuse());
    let mut work = pin!(f);
    poll_fn(|cx| {
        let rang = clock.as_mut().poll(cx).is_ready();
        match work.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending if rang => Poll::Ready(Err(Elapsed)),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
