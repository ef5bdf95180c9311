//~ needless-wake in one_wake_for_each_pending_and_none_for_ready
//! "I wake the task in any case, it cannot hurt." The executor is sent back to a finished future.

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
        cx.waker().wake_by_ref();
        if self.left == 0 {
            return Poll::Ready("liftoff");
        }
        self.left -= 1;
        Poll::Pending
    }
}
