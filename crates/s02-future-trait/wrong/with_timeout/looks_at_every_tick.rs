//~ busy-poll in nothing_happens_then_the_work_is_left_alone
//! "Every millisecond I look whether the time is over." A thousand polls a second that show nothing, of
//! the work as well.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project::pin_project;
use tokio::time::{Instant, Interval, interval};

#[derive(Debug, PartialEq)]
pub struct Elapsed;

#[pin_project]
pub struct WithTimeout<F> {
    #[pin]
    work: F,
    began: Instant,
    limit: Duration,
    ticks: Interval,
}

pub fn with_timeout<F: Future>(f: F, d: Duration) -> WithTimeout<F> {
    WithTimeout {
        work: f,
        began: Instant::now(),
        limit: d,
        ticks: interval(Duration::from_millis(1)),
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
        while this.ticks.poll_tick(cx).is_ready() {}
        Poll::Pending
    }
}
