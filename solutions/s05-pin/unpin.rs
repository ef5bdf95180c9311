//! A value that only passes through is never pinned; a future that was polled stays in its box.

use std::pin::Pin;
use std::task::{Context, Poll};

/// A future that is ready at once, with the value that it was given.
pub struct Given<T>(Option<T>);

/// Makes a future of a value.
pub fn given<T>(value: T) -> Given<T> {
    Given(Some(value))
}

// No `Pin<&mut T>` is ever made of the field, so nothing depends on its place.
impl<T> Unpin for Given<T> {}

impl<T> Future for Given<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        let value = self.get_mut().0.take();
        Poll::Ready(value.expect("`Given` polled after completion"))
    }
}

/// Polls a future once. If it is not ready, gives it back.
pub fn try_now<F: Future + Unpin>(mut future: F, cx: &mut Context<'_>) -> Result<F::Output, F> {
    match Pin::new(&mut future).poll(cx) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(future),
    }
}

/// The same for any future. From its first poll on it may have to stay where it is.
pub fn try_any<F: Future>(future: F, cx: &mut Context<'_>) -> Result<F::Output, Pin<Box<F>>> {
    let mut future = Box::pin(future);
    match future.as_mut().poll(cx) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(future),
    }
}
