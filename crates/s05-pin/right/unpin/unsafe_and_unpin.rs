//! By hand: `Unpin`, and the way into the pin that would be right without it, too.

use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Given<T>(Option<T>);

pub fn given<T>(value: T) -> Given<T> {
    Given(Some(value))
}

impl<T> Unpin for Given<T> {}

impl<T> Future for Given<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        // SAFETY: the value leaves its place, and nobody has pinned it there.
        let this = unsafe { self.get_unchecked_mut() };
        Poll::Ready(this.0.take().expect("`Given` polled after completion"))
    }
}

pub fn try_now<F: Future + Unpin>(mut future: F, cx: &mut Context<'_>) -> Result<F::Output, F> {
    match Pin::new(&mut future).poll(cx) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(future),
    }
}

pub fn try_any<F: Future>(future: F, cx: &mut Context<'_>) -> Result<F::Output, Pin<Box<F>>> {
    let mut future = Box::new(future);
    // SAFETY: what is in the box stays there, and only the pinned box goes out of here.
    let pinned = unsafe { Pin::new_unchecked(&mut *future) };
    match pinned.poll(cx) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(Box::into_pin(future)),
    }
}
