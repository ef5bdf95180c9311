//~ needless-wake in one_wake_for_each_pending_and_none_for_ready
//! "Once on the way in, once on the way out, to be sure." One wake is one more poll; the second one
//! makes work, and no progress.

use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Countdown {
    left: u32,
}

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        Countdown { left }
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            return Poll::Ready("liftoff");
        }
        cx.waker().wake_by_ref();
        self.left -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
