//~ lost-wake in takes_as_long_as_the_longest
//! "The outer future polls them anyway." Nobody tells the outer future when to: the timers wake a waker
//! that does nothing.

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let mut all = pin!(futures::future::join3(task_a(), task_b(), task_c()));
    poll_fn(|_| {
        let mut cx = Context::from_waker(Waker::noop());
        match all.as_mut().poll(&mut cx) {
            Poll::Ready(r) => Poll::Ready(r),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
