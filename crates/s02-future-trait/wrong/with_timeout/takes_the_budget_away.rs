//~ endless-poll in work_that_takes_the_whole_budget_then_elapsed
//! "The budget is in the way, so nobody gets one." Work that relies on it to come to a stop in each poll
//! does not stop any more, and the clock has no turn at all.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::task::coop::unconstrained;
use tokio::time::sleep;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    unconstrained(async move {
        let (mut work, mut clock) = (pin!(f), pin!(sleep(d)));
        poll_fn(|cx| match work.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending => clock.as_mut().poll(cx).map(|()| Err(Elapsed)),
        })
        .await
    })
    .await
}
