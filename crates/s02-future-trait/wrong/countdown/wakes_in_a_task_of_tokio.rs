//~ missing-reactor in no_poll_sleeps
//~ panic in runs_on_another_executor
//! "A wake belongs in a task of its own." That task needs a runtime of tokio, and a future may be
//! polled by anybody.

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
        self.left -= 1;
        let waker = cx.waker().clone();
        tokio::spawn(async move { waker.wake() });
        Poll::Pending
    }
}
