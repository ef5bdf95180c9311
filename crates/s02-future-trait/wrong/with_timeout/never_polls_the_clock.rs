//~ ready-too-late in slow_work_then_elapsed_at_the_limit
//~ ready-too-late in work_that_never_ends_then_elapsed_at_the_limit
//! "`is_elapsed` tells whether the time is over." It tells whoever asks; a clock that was never
//! polled wakes nobody to ask.

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
    #[pin]
    clock: Sleep,
}

pub fn with_timeout<F: Future>(f: F, d: Duration) -> WithTimeout<F> {
    WithTimeout {
        work: f,
        clock: sleep(d),
    }
}

impl<F: Future> Future for WithTimeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(output) = this.work.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        if this.clock.is_elapsed() {
            return Poll::Ready(Err(Elapsed));
        }
        Poll::Pending
    }
}
