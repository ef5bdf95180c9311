//~ ready-too-late in slow_work_then_elapsed_at_the_limit
//~ ready-too-late in work_that_never_ends_then_elapsed_at_the_limit
//! "A clock is made where it is polled." It is dropped there too, before it could ring.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project::pin_project;
use std::pin::pin;
use tokio::time::sleep;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

#[pin_project]
pub struct WithTimeout<F> {
    #[pin]
    work: F,
    limit: Duration,
}

pub fn with_timeout<F: Future>(f: F, d: Duration) -> WithTimeout<F> {
    WithTimeout { work: f, limit: d }
}

impl<F: Future> Future for WithTimeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(output) = this.work.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        pin!(sleep(*this.limit)).poll(cx).map(|()| Err(Elapsed))
    }
}
