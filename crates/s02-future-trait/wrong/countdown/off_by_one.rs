//~ ready-too-late in zero_is_ready_at_once
//~ ready-too-late in pending_n_times_then_ready
//! "Count down, then look." The poll that reaches zero is spent on `Pending`.

use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Countdown {
    left: i64,
}

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        Countdown { left: left.into() }
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        self.left -= 1;
        if self.left < -1 {
            return Poll::Ready("liftoff");
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
