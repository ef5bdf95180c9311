//~ ready-too-early in numbers_are_counted_whatever_their_size
//! "Nobody counts that far." From 65,536 on, the number that is kept is another one.

use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Countdown {
    left: u16,
}

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        Countdown { left: left as u16 }
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            return Poll::Ready("liftoff");
        }
        self.left -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
