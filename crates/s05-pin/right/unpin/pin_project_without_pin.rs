//! pin-project with no pinned field: `Unpin` follows, whatever `T` is.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures::FutureExt;
use pin_project_lite::pin_project;

pin_project! {
    pub struct Given<T> {
        value: Option<T>,
    }
}

pub fn given<T>(value: T) -> Given<T> {
    Given { value: Some(value) }
}

impl<T> Future for Given<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        Poll::Ready(self.project().value.take().unwrap())
    }
}

pub fn try_now<F: Future + Unpin>(mut future: F, cx: &mut Context<'_>) -> Result<F::Output, F> {
    match future.poll_unpin(cx) {
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
