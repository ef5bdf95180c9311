//~ lost-wake in one_wake_for_each_pending_and_none_for_ready
//~ lost-wake in runs_on_tokio
//~ lost-wake in runs_on_another_executor
//! "The executor will come back when it is my turn." It comes back when it is called, and nobody
//! calls it.

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

    fn poll(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            Poll::Ready("liftoff")
        } else {
            self.left -= 1;
            Poll::Pending
        }
    }
}
