//~ stale-waker in moved_to_another_task_then_that_one_is_woken
//! "The clock is set once, and later polls only read the time." The clock calls the waker that it was set
//! with, and the task has moved since.

use std::future::poll_fn;
use std::num::NonZeroU32;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tokio::time::{Instant, sleep};

pub struct Policy {
    pub attempts: NonZeroU32,
    pub base: Duration,
    pub max: Duration,
}

pub async fn retry<T, E, F, Fut>(policy: Policy, mut op: F) -> Result<T, E>
where
    F: FnMut(u32) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let mut pause = policy.base.min(policy.max);
    let mut attempt = 1;
    loop {
        match op(attempt).await {
            Err(_) if attempt < policy.attempts.get() => {}
            last => return last,
        }
        wait(pause).await;
        pause = pause.saturating_mul(2).min(policy.max);
        attempt += 1;
    }
}

async fn wait(pause: Duration) {
    let begun = Instant::now();
    let mut clock = pin!(sleep(pause));
    let mut is_set = false;
    poll_fn(|cx| {
        if !is_set {
            is_set = true;
            return clock.as_mut().poll(cx);
        }
        match begun.elapsed() >= pause {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    })
    .await;
}
