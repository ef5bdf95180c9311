//~ blocking-poll in no_poll_sleeps
//! "A thread that is parked costs nothing." It is the executor's thread, and it cannot run another task
//! meanwhile.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

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
        self.left -= 1;
        thread::park_timeout(Duration::from_millis(1));
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
