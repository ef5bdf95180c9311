//~ needless-wake in each_poll_wakes_with_its_own_waker
//! "The task that polled before should hear that it no longer has to care." It hears of it by being woken,
//! for a future that it no longer holds.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

pub struct Countdown {
    left: u32,
    last: Option<Waker>,
}

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        Countdown { left, last: None }
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            return Poll::Ready("liftoff");
        }
        self.left -= 1;
        let last = self.last.replace(cx.waker().clone());
        if let Some(last) = last.filter(|last| !last.will_wake(cx.waker())) {
            last.wake();
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
