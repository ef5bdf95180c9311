//! Two pinned children, the work and the clock, and the work is asked first.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project::pin_project;
use tokio::task::coop::{Unconstrained, unconstrained};
use tokio::time::{Sleep, sleep};

/// The time was over before the work was done.
#[derive(Debug, PartialEq)]
pub struct Elapsed;

/// Runs `f` for `d` at most: its output, or [`Elapsed`].
pub fn with_timeout<F: Future>(
    f: F,
    d: Duration,
) -> impl Future<Output = Result<F::Output, Elapsed>> {
    WithTimeout {
        f,
        // Made once, here: a clock that is made in each poll would start again with each wake. And
        // outside of the budget that tokio gives a task for each poll, which the work may use up.
        clock: unconstrained(sleep(d)),
    }
}

#[pin_project]
struct WithTimeout<F> {
    #[pin]
    f: F,
    #[pin]
    clock: Unconstrained<Sleep>,
}

impl<F: Future> Future for WithTimeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<F::Output, Elapsed>> {
        let this = self.project();
        // The work first: when both are ready, there is a result, and it must not be lost.
        if let Poll::Ready(output) = this.f.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        // Polled in any case before `Pending`: the clock wakes only a task that it knows.
        this.clock.poll(cx).map(|()| Err(Elapsed))
    }
}
