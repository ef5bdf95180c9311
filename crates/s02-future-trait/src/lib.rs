#![doc = include_str!("../../../exercises/s02-future-trait/README.md")]
//!
//! # What the katas are given
//!
//! For `state_machine`: [`step_one`], [`step_two`], and [`example`], which awaits both.

use std::future::poll_fn;
use std::mem;
use std::task::Poll;

/// The first step. It waits once, with a borrow of its own local across the wait, so its future
/// must not move: it is not `Unpin`.
pub async fn step_one() -> u64 {
    let readings = [3, 14, 15];
    let middle = &readings[1];
    yield_once().await;
    *middle
}

/// The second step, which needs what the first one found. It waits once as well.
pub async fn step_two(a: u64) -> u64 {
    yield_once().await;
    a * 2
}

/// Both steps, written with `await`.
///
/// # Examples
///
/// ```
/// use s02_future_trait::example;
///
/// assert_eq!(futures::executor::block_on(example()), 42);
/// ```
pub async fn example() -> u64 {
    let a = step_one().await;
    let b = step_two(a).await;
    a + b
}

async fn yield_once() {
    // tokio's waits for its runtime to pass by; this one works everywhere.
    let mut yielded = false;
    poll_fn(|cx| {
        if mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
