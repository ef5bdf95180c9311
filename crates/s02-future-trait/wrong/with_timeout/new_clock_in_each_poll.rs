//~ ready-too-late in slow_work_then_elapsed_at_the_limit
//! "Set the clock, then poll it." It is set again with each wake, also with its own, and the limit moves along.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project::pin_project;
use tokio::time::{Sleep, sleep};

#[derive(Debug, PartialEq)]
pub struct Elapsed;

#[pin_project]
pub struct WithTimeout<F> {
    #[pin]
    work: F,
    limit: Duration,
    #[pin]
    clock: Sleep,
}

pub fn with_timeout<F: Future>(f: F, d: Duration) -> WithTimeout<F> {
    WithTimeout {
        work: f,
        limit: d,
        clock: sleep(d),
    }
}

impl<F: Future> Future for WithTimeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        if let Poll::Ready(output) = this.work.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        let limit = *this.limit;
        this.clock.set(sleep(limit));
        this.clock.poll(cx).map(|()| Err(Elapsed))
    }
}
