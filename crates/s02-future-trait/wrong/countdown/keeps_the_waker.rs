//~ self-held-waker in one_wake_for_each_pending_and_none_for_ready
//! "A future that waits has to store its waker." For whom? Nobody else can reach it there, and the future
//! itself runs only when it has been called.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

pub struct Countdown {
    left: u32,
    waker: Option<Waker>,
}

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        Countdown { left, waker: None }
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            return Poll::Ready("liftoff");
        }
        self.left -= 1;
        self.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}
