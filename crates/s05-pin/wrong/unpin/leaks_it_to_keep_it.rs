//~ leaked-memory in any_future_then_ok
//! "What is leaked stays where it is." Also when it is ready, and nobody needs it any more.

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
        let value = self.get_mut().0.take();
        Poll::Ready(value.expect("`Given` polled after completion"))
    }
}

pub fn try_now<F: Future + Unpin>(mut future: F, cx: &mut Context<'_>) -> Result<F::Output, F> {
    match Pin::new(&mut future).poll(cx) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(future),
    }
}

pub fn try_any<F: Future>(future: F, cx: &mut Context<'_>) -> Result<F::Output, Pin<Box<F>>> {
    let future = Box::into_raw(Box::new(future));
    // SAFETY: it stays there until somebody makes a box of the pointer again.
    match unsafe { Pin::new_unchecked(&mut *future) }.poll(cx) {
        Poll::Ready(output) => Ok(output),
        // SAFETY: the pointer comes from a box, and nobody else has it.
        Poll::Pending => Err(unsafe { Box::into_pin(Box::from_raw(future)) }),
    }
}
