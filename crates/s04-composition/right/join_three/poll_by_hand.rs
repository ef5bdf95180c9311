//! What `join!` expands to: each future is polled until it is ready, and kept.

use std::future::poll_fn;
use std::task::Poll;

use futures::future::{MaybeDone, maybe_done};
use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let mut a = Box::pin(maybe_done(task_a()));
    let mut b = Box::pin(maybe_done(task_b()));
    let mut c = Box::pin(maybe_done(task_c()));
    poll_fn(|cx| {
        let ready = [
            a.as_mut().poll(cx).is_ready(),
            b.as_mut().poll(cx).is_ready(),
            c.as_mut().poll(cx).is_ready(),
        ];
        if ready == [true; 3] {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    (
        MaybeDone::take_output(a.as_mut()).unwrap(),
        MaybeDone::take_output(b.as_mut()).unwrap(),
        MaybeDone::take_output(c.as_mut()).unwrap(),
    )
}
