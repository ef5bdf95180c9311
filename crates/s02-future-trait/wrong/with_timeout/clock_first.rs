//~ wrong-result in done_when_the_time_is_over_then_ok
//~ wrong-result in done_while_nobody_polled_then_ok
//~ wrong-result in no_time_and_work_that_is_ready_then_ok
//! "First see whether there is any time left." The result is there, and is thrown away.

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
        if this.clock.poll(cx).is_ready() {
            return Poll::Ready(Err(Elapsed));
        }
        this.work.poll(cx).map(Ok)
    }
}
