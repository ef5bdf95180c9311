//~ ready-too-early in only_the_clock_of_the_machine_goes_then_ok
//! "Time is time." A program that runs on tokio's clock is not late because the machine was slow.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use pin_project::pin_project;
use tokio::task::coop::{Unconstrained, unconstrained};
use tokio::time::{Sleep, sleep};

#[derive(Debug, PartialEq)]
pub struct Elapsed;

#[pin_project]
pub struct WithTimeout<F> {
    #[pin]
    work: F,
    began: Instant,
    limit: Duration,
    #[pin]
    clock: Unconstrained<Sleep>,
}

pub fn with_timeout<F: Future>(f: F, d: Duration) -> WithTimeout<F> {
    WithTimeout {
        work: f,
        began: Instant::now(),
        limit: d,
        clock: unconstrained(sleep(d)),
    }
}

impl<F: Future> Future for WithTimeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(output) = this.work.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        if this.began.elapsed() >= *this.limit && !this.limit.is_zero() {
            return Poll::Ready(Err(Elapsed));
        }
        this.clock.poll(cx).map(|()| Err(Elapsed))
    }
}
