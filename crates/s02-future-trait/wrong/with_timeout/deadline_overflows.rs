//~ panic in longest_limit_of_all_then_the_work_counts
//! "The deadline is now plus the limit." Whoever wants no limit passes `Duration::MAX`, and there is no
//! such moment.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project::pin_project;
use tokio::task::coop::{Unconstrained, unconstrained};
use tokio::time::{Instant, Sleep, sleep_until};

#[derive(Debug, PartialEq)]
pub struct Elapsed;

#[pin_project]
pub struct WithTimeout<F> {
    #[pin]
    work: F,
    #[pin]
    clock: Unconstrained<Sleep>,
}

pub fn with_timeout<F: Future>(f: F, d: Duration) -> WithTimeout<F> {
    WithTimeout {
        work: f,
        clock: unconstrained(sleep_until(Instant::now() + d)),
    }
}

impl<F: Future> Future for WithTimeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(output) = this.work.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        this.clock.poll(cx).map(|()| Err(Elapsed))
    }
}
