//! Two states instead of an `Option`.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

pub enum Given<T> {
    Waiting(T),
    Over,
}

pub fn given<T>(value: T) -> Given<T> {
    Given::Waiting(value)
}

impl<T> Unpin for Given<T> {}

impl<T> Future for Given<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        match mem::replace(&mut *self, Given::Over) {
            Given::Waiting(value) => Poll::Ready(value),
            Given::Over => panic!("a value is given once"),
        }
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
