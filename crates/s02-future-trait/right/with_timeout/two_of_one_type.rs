//! Work and clock are boxed futures of one type, and their order in a list is that of asking.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use tokio::task::coop::unconstrained;
use tokio::time::sleep;

/// The time was over before the work was done.
#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    type Child<'a, T> = Pin<Box<dyn Future<Output = Result<T, Elapsed>> + 'a>>;
    let work: Child<'_, F::Output> = Box::pin(async move { Ok(f.await) });
    let clock: Child<'_, F::Output> = Box::pin(async move {
        unconstrained(sleep(d)).await;
        Err(Elapsed)
    });
    let mut children = vec![work, clock];
    poll_fn(|cx| {
        for child in &mut children {
            let polled = child.as_mut().poll(cx);
            if polled.is_ready() {
                return polled;
            }
        }
        Poll::Pending
    })
    .await
}
