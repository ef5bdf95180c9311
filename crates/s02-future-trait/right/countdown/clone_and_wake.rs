//! An owned waker, called by value.

use std::ops::ControlFlow;
use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Countdown(std::ops::Range<u32>);

impl Countdown {
    pub fn new(left: u32) -> Self {
        Self(0..left)
    }

    fn step(&mut self) -> ControlFlow<&'static str> {
        match self.0.next() {
            Some(_) => ControlFlow::Continue(()),
            None => ControlFlow::Break("liftoff"),
        }
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        match self.get_mut().step() {
            ControlFlow::Break(word) => Poll::Ready(word),
            ControlFlow::Continue(()) => {
                cx.waker().clone().wake();
                Poll::Pending
            }
        }
    }
}
