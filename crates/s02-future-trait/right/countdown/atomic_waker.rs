//! Registers the waker with an `AtomicWaker`, and calls it there at once.

use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll};

use futures::task::AtomicWaker;

pub struct Countdown {
    left: AtomicU32,
    waker: AtomicWaker,
}

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        Countdown {
            left: AtomicU32::new(left),
            waker: AtomicWaker::new(),
        }
    }
}

impl Future for Countdown {
    type Output = &'static str;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        let step = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1));
        match step {
            Ok(_) => {
                self.waker.register(cx.waker());
                self.waker.wake();
                Poll::Pending
            }
            Err(_) => Poll::Ready("liftoff"),
        }
    }
}
