//~ ready-too-late in numbers_are_counted_whatever_their_size
//! "Who polls anything 65,536 times?" From there on the count of the polls begins anew, and never
//! comes to the number.

use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Countdown {
    number: u32,
    polls: u16,
}

impl Countdown {
    pub fn new(number: u32) -> Countdown {
        Countdown { number, polls: 0 }
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if u32::from(self.polls) == self.number {
            return Poll::Ready("liftoff");
        }
        self.polls = self.polls.wrapping_add(1);
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
