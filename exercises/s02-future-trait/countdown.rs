//! countdown: a future that is pending a set number of times before it is ready.
//! Task and hints: `cargo xtask lesson countdown`, `cargo xtask hint countdown`
//! 日本語: exercises/s02-future-trait/countdown.ja.md

use std::pin::Pin;
use std::task::{Context, Poll};

/// Counts down by one with each poll, and is ready when nothing is left.
pub struct Countdown {
    left: u32,
}

impl Countdown {
    /// A countdown that answers its first `left` polls with `Pending`.
    pub fn new(left: u32) -> Countdown {
        Countdown { left }
    }
}

impl Future for Countdown {
    /// Always `"liftoff"`.
    type Output = &'static str;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        let _ = (self.left, cx.waker());
        todo!("what is the answer at zero, and what does `Pending` owe the executor?")
    }
}
