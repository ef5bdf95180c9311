//! A box is `Unpin` by itself; the value lies on the heap meanwhile.

use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Given<T>(Option<Box<T>>);

pub fn given<T>(value: T) -> Given<T> {
    Given(Some(Box::new(value)))
}

impl<T> Future for Given<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        let value = self.0.take().expect("polled once");
        Poll::Ready(*value)
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
