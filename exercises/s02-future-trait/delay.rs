//! delay: a timer that leaves its thread alone until the time is over.
//! Task and hints: `cargo xtask lesson delay`, `cargo xtask hint delay`
//! 日本語: exercises/s02-future-trait/delay.ja.md

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// Is ready when its time is over.
pub struct Delay {
    until: Instant,
}

impl Delay {
    /// A delay of `duration`. The time may begin here or with the first poll.
    pub fn new(duration: Duration) -> Delay {
        Delay {
            until: Instant::now() + duration,
        }
    }
}

impl Future for Delay {
    /// Always `"時間経過!"`.
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        if Instant::now() >= self.until {
            return Poll::Ready("時間経過!".to_owned());
        }
        // TODO: this keeps a processor busy all the time
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
