//! A boxed async block that yields; the yielding is written once more, by hand.

use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Countdown(Pin<Box<dyn Future<Output = &'static str>>>);

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        Countdown(Box::pin(async move {
            for _ in 0..left {
                Yield { done: false }.await;
            }
            "liftoff"
        }))
    }
}

struct Yield {
    done: bool,
}

impl Future for Yield {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.done, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        self.0.as_mut().poll(cx)
    }
}
