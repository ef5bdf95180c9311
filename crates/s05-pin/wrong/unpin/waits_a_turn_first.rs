//~ ready-too-late in given_then_ready
//! "A future is pending first." Only where there is something to wait for.

use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Given<T> {
    value: Option<T>,
    is_begun: bool,
}

pub fn given<T>(value: T) -> Given<T> {
    Given {
        value: Some(value),
        is_begun: false,
    }
}

impl<T> Unpin for Given<T> {}

impl<T> Future for Given<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T> {
        let this = self.get_mut();
        if !this.is_begun {
            this.is_begun = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let value = this.value.take();
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
    match future.as_mut().poll(cx) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(future),
    }
}
