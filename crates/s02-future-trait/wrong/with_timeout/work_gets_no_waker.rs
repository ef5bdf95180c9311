//~ ready-too-late in fast_work_then_ok_without_waiting_for_the_limit
//~ ready-too-late in work_that_borrows_and_stays_on_its_thread
//! "The clock wakes the task, that is enough." Then the result waits until the time is over.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};
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
        let mut nobody = Context::from_waker(Waker::noop());
        if let Poll::Ready(output) = this.work.poll(&mut nobody) {
            return Poll::Ready(Ok(output));
        }
        this.clock.poll(cx).map(|()| Err(Elapsed))
    }
}
