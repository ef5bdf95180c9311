//! A stream of turns, of which only the end is of interest.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures::stream::{self, BoxStream, StreamExt};

pub struct Countdown(BoxStream<'static, u32>);

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        Countdown(stream::iter(0..left).boxed())
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        match self.0.poll_next_unpin(cx) {
            Poll::Ready(None) => Poll::Ready("liftoff"),
            Poll::Ready(Some(_)) => {
                let waker = cx.waker().to_owned();
                waker.wake();
                Poll::Pending
            }
            Poll::Pending => Poll::Pending,
        }
    }
}
