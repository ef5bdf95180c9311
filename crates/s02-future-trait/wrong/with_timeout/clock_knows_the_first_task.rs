//~ stale-waker in moved_to_another_task_then_that_one_is_woken
//! "The clock is set once, and later polls only read the time." The clock calls the waker that it was set
//! with, and the task has moved since.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::task::coop::unconstrained;
use tokio::time::{Instant, sleep};

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    let begun = Instant::now();
    let mut f = pin!(f);
    let mut clock = pin!(unconstrained(sleep(d)));
    let mut is_set = false;
    poll_fn(|cx| {
        if let Poll::Ready(output) = f.as_mut().poll(cx) {
            return Poll::Ready(Ok(output));
        }
        if !is_set {
            is_set = true;
            return clock.as_mut().poll(cx).map(|()| Err(Elapsed));
        }
        match begun.elapsed() >= d {
            true => Poll::Ready(Err(Elapsed)),
            false => Poll::Pending,
        }
    })
    .await
}
