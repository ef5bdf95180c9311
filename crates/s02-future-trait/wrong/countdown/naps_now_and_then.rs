//~ blocking-poll in no_poll_sleeps
//! "A microsecond in every sixteenth poll hurts nobody." It is a sleep all the same, and takes fifty times
//! as long as it says; every task of that thread waits with it.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

pub struct Countdown {
    left: u32,
    polls: u32,
}

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        Countdown { left, polls: 0 }
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            return Poll::Ready("liftoff");
        }
        self.left -= 1;
        self.polls += 1;
        if self.polls.is_multiple_of(16) {
            thread::sleep(Duration::from_micros(1));
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
