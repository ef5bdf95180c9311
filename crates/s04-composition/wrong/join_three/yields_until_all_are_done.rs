//~ busy-poll in takes_as_long_as_the_longest
//! "Yield, and look again." The task is never asleep, so that on a virtual clock no time passes at all.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let (mut a, mut b, mut c) = (pin!(task_a()), pin!(task_b()), pin!(task_c()));
    let mut cx = Context::from_waker(Waker::noop());
    let (mut ra, mut rb, mut rc) = (None, None, None);
    while ra.is_none() || rb.is_none() || rc.is_none() {
        if ra.is_none()
            && let Poll::Ready(r) = a.as_mut().poll(&mut cx)
        {
            ra = Some(r);
        }
        if rb.is_none()
            && let Poll::Ready(r) = b.as_mut().poll(&mut cx)
        {
            rb = Some(r);
        }
        if rc.is_none()
            && let Poll::Ready(r) = c.as_mut().poll(&mut cx)
        {
            rc = Some(r);
        }
        tokio::task::yield_now().await;
    }
    (ra.unwrap(), rb.unwrap(), rc.unwrap())
}
