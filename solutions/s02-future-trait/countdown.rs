//! The count lives in the future; each `Pending` is paid for with a wake.

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

    // `Countdown` is `Unpin`, so its fields can be reached through the `Pin`.
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            return Poll::Ready("liftoff");
        }
        self.left -= 1;
        // Nothing else will ever happen to this future: it must ask for the next poll itself.
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
