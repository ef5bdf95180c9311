//~ wrong-result in one_that_wakes_itself_is_polled_once
//! "It may have woken itself, so try once more." The next try is the caller's.

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
    let mut future = Box::pin(future);
    for _ in 0..2 {
        if let Poll::Ready(output) = future.as_mut().poll(cx) {
            return Ok(output);
        }
    }
    Err(future)
}
