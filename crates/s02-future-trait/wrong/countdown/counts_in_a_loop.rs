//~ ready-too-early in no_poll_sleeps
//~ ready-too-early in pending_n_times_then_ready
//! "A loop does the counting." One poll does all the work, and never yields to anybody.

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
        while self.left > 0 {
            self.left -= 1;
            cx.waker().wake_by_ref();
        }
        Poll::Ready("liftoff")
    }
}
