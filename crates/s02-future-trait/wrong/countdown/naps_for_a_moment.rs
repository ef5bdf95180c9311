//~ blocking-poll in no_poll_sleeps
//! "A tenth of a millisecond hurts nobody." It hurts each task of the thread, in each poll; the
//! executor knows better what to do meanwhile.

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
        thread::sleep(Duration::from_micros(100));
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
