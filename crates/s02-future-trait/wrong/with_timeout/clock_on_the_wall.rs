//~ ready-too-late in slow_work_then_elapsed_at_the_limit
//~ ready-too-late in work_that_never_ends_then_elapsed_at_the_limit
//! "Look at the time in each poll." Nobody polls when the time is over, and the clock of `std` is
//! not the one by which the program runs.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project::pin_project;
use std::time::Instant;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

#[pin_project]
pub struct WithTimeout<F> {
    #[pin]
    work: F,
    deadline: Instant,
}

pub fn with_timeout<F: Future>(f: F, d: Duration) -> WithTimeout<F> {
    WithTimeout {
        work: f,
        deadline: Instant::now() + d,
    }
}

impl<F: Future> Future for WithTimeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(output) = this.work.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        if Instant::now() >= *this.deadline {
            return Poll::Ready(Err(Elapsed));
        }
        Poll::Pending
    }
}
