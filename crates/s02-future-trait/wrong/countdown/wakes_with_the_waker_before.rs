//~ stale-waker in each_poll_wakes_with_its_own_waker
//! "Keep the new waker, call the old one." As long as the task stays where it is, both wake the same.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

pub struct Countdown {
    left: u32,
    waker: Option<Waker>,
}

impl Countdown {
    pub fn new(left: u32) -> Self {
        Self { left, waker: None }
    }
}

impl Future for Countdown {
    type Output = &'static str;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            return Poll::Ready("liftoff");
        }
        self.left -= 1;
        match self.waker.replace(cx.waker().clone()) {
            Some(w) => w.wake(),
            None => cx.waker().wake_by_ref(),
        }
        Poll::Pending
    }
}
