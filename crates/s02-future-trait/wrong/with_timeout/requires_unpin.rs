//~ E0277
//! "`Pin::new` pins it." Only what may move anyway; the future of an `async` block may not.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub struct WithTimeout<F> {
    work: F,
    clock: Pin<Box<Sleep>>,
}

pub fn with_timeout<F: Future + Unpin>(f: F, d: Duration) -> WithTimeout<F> {
    WithTimeout {
        work: f,
        clock: Box::pin(sleep(d)),
    }
}

impl<F: Future + Unpin> Future for WithTimeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(output) = Pin::new(&mut self.work).poll(cx) {
            return Poll::Ready(Ok(output));
        }
        self.clock.as_mut().poll(cx).map(|()| Err(Elapsed))
    }
}
