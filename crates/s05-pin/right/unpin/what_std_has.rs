//! std's own `Ready` does the same, and its `Unpin` does not depend on `T` either.

use std::future::{Ready, ready};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

pub struct Given<T>(Ready<T>);

pub fn given<T>(value: T) -> Given<T> {
    Given(ready(value))
}

impl<T> Future for Given<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        Pin::new(&mut self.0).poll(cx)
    }
}

pub fn try_now<F: Future + Unpin>(mut future: F, cx: &mut Context<'_>) -> Result<F::Output, F> {
    let poll = pin!(&mut future).poll(cx);
    match poll {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(future),
    }
}

pub fn try_any<F: Future>(future: F, cx: &mut Context<'_>) -> Result<F::Output, Pin<Box<F>>> {
    try_now(Box::pin(future), cx)
}
