//~ stale-waker in each_poll_wakes_with_its_own_waker
//! "The waker never changes, I keep the first." It changes when the task moves, and then the
//! first one wakes a task that no longer holds this future.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

pub struct Countdown {
    left: u32,
    waker: Option<Waker>,
}

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        Countdown { left, waker: None }
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            return Poll::Ready("liftoff");
        }
        self.left -= 1;
        self.waker
            .get_or_insert_with(|| cx.waker().clone())
            .wake_by_ref();
        Poll::Pending
    }
}
