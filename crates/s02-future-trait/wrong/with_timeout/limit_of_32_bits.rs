//~ ready-too-early in longest_limit_of_all_then_the_work_counts
//! "Milliseconds fit 32 bits." For 49 days; what is longer loses its upper half.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project::pin_project;
use tokio::task::coop::{Unconstrained, unconstrained};
use tokio::time::{Sleep, sleep};

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
        clock: unconstrained(sleep(Duration::from_millis(
            u64::from(d.as_millis() as u32),
        ))),
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
