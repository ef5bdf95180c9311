//~ needless-wake in one_wake_for_each_pending_and_none_for_ready
//! "Whoever waits must hear of the end, also of this one." Nobody waits any more: it was the task itself
//! that dropped the future.

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
        self.waker = None;
        if self.left == 0 {
            return Poll::Ready("liftoff");
        }
        self.left -= 1;
        self.waker = Some(cx.waker().clone());
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for Countdown {
    fn drop(&mut self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}
