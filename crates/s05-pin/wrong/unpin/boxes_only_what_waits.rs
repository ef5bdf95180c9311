//~ moved-after-poll in polled_then_stays_where_it_is
//! "Poll it here first, and box it only if it has to wait." By then it has been polled, and the way
//! into the box is a move.

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

pub fn try_any<F: Future>(mut future: F, cx: &mut Context<'_>) -> Result<F::Output, Pin<Box<F>>> {
    // SAFETY: it is pinned for the length of this poll, which is less than what `Pin` demands.
    let pinned = unsafe { Pin::new_unchecked(&mut future) };
    match pinned.poll(cx) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(Box::pin(future)),
    }
}
