//~ E0277
//! "Behind a reference one clones." Not every value can be, and nobody needs the second one.

use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Given<T>(Option<T>);

pub fn given<T>(value: T) -> Given<T> {
    Given(Some(value))
}

impl<T: Clone> Future for Given<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        let value = self.0.clone();
        Poll::Ready(value.expect("it is there"))
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
