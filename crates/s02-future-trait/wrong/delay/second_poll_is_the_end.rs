//~ ready-too-early in first_poll_does_not_wait
//~ ready-too-early in polls_nobody_asked_for_change_nothing
//! "I am polled again only when my time is over." A task is polled for many reasons.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

pub struct Delay {
    duration: Duration,
    polled: bool,
}

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        Delay {
            duration,
            polled: false,
        }
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        if self.polled {
            return Poll::Ready("時間経過!".to_string());
        }
        self.polled = true;
        let (waker, duration) = (cx.waker().clone(), self.duration);
        thread::spawn(move || {
            thread::sleep(duration);
            waker.wake();
        });
        Poll::Pending
    }
}
