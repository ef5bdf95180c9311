//~ needless-pin in may_move_whatever_it_holds
//! "With pin-project one marks the fields that matter." `#[pin]` makes the place of the value
//! matter, for no use.

use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project::pin_project;

#[pin_project]
pub struct Given<T> {
    #[pin]
    kept: Kept<T>,
}

struct Kept<T>(std::cell::Cell<Option<T>>);

pub fn given<T>(value: T) -> Given<T> {
    Given {
        kept: Kept(std::cell::Cell::new(Some(value))),
    }
}

impl<T> Future for Given<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        let value = self.project().kept.0.take();
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
