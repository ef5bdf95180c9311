//~ wrong-result in polled_again_then_panics
//~ wrong-result in dropped_once_polled_or_not
//! "A read moves it out." It copies the bytes: the value is in two places, and both drop it.

use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Given<T>(T);

pub fn given<T>(value: T) -> Given<T> {
    Given(value)
}

impl<T> Unpin for Given<T> {}

impl<T> Future for Given<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        // SAFETY: there is none; the value is read, and left where it was.
        Poll::Ready(unsafe { std::ptr::read(&self.0) })
    }
}

pub fn try_now<F: Future + Unpin>(mut future: F, cx: &mut Context<'_>) -> Result<F::Output, F> {
    match Pin::new(&mut future).poll(cx) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(future),
    }
}

pub fn try_any<F: Future>(future: F, cx: &mut Context<'_>) -> Result<F::Output, Pin<Box<F>>> {
    let mut future = Box::pin(future);
    match future.as_mut().poll(cx) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(future),
    }
}
