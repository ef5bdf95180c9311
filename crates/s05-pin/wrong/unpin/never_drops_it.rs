//~ leaked-memory in dropped_once_polled_or_not
//! "`ManuallyDrop`, and the poll takes it." Where nobody polls, nobody drops it.

use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::task::{Context, Poll};

pub struct Given<T> {
    value: ManuallyDrop<T>,
    is_taken: bool,
}

pub fn given<T>(value: T) -> Given<T> {
    Given {
        value: ManuallyDrop::new(value),
        is_taken: false,
    }
}

impl<T> Unpin for Given<T> {}

impl<T> Future for Given<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        let this = self.get_mut();
        assert!(!this.is_taken, "`Given` polled after completion");
        this.is_taken = true;
        // SAFETY: the flag says that it has not been taken before.
        Poll::Ready(unsafe { ManuallyDrop::take(&mut this.value) })
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
