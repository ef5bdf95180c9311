//~ busy-poll in slow_work_then_elapsed_at_the_limit
//! "I ask to be polled again until one of the two is ready." The task never sleeps, and one core is at
//! 100 %.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project::pin_project;
use tokio::time::Instant;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

#[pin_project]
pub struct WithTimeout<F> {
    #[pin]
    work: F,
    began: Instant,
    limit: Duration,
}

pub fn with_timeout<F: Future>(f: F, d: Duration) -> WithTimeout<F> {
    WithTimeout {
        work: f,
        began: Instant::now(),
        limit: d,
    }
}

impl<F: Future> Future for WithTimeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(output) = this.work.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        if this.began.elapsed() >= *this.limit {
            return Poll::Ready(Err(Elapsed));
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
