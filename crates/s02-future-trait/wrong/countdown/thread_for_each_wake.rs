//~ thread-per-poll in no_poll_starts_a_thread
//! "A poll must not call its own waker, so somebody else does." It may: the executor notes the wake
//! and polls later. Here each poll costs a thread, and 70,000 polls take seconds.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;

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
        let waker = cx.waker().clone();
        thread::spawn(move || waker.wake());
        Poll::Pending
    }
}
