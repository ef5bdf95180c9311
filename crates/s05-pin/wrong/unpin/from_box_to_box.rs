//~ needless-allocation in one_box_for_any
//! "A new box for the way back." The future moves out of the one and into the other after its poll.
//! The second box often gets the memory of the first, and nobody sees the move.

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
    let mut first = Box::pin(future);
    match first.as_mut().poll(cx) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => {
            // SAFETY: there is none: what was polled must not leave its box.
            let future = unsafe { *Pin::into_inner_unchecked(first) };
            Err(Box::pin(future))
        }
    }
}
