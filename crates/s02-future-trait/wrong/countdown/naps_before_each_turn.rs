//~ blocking-poll in no_poll_sleeps
//! "A short rest between two polls." It is the thread that rests, and every other task with it.

use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Countdown {
    left: u32,
}

impl Countdown {
    pub fn new(left: u32) -> Self {
        Self { left }
    }
}

impl Future for Countdown {
    type Output = &'static str;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            return Poll::Ready("liftoff");
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        self.left -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
