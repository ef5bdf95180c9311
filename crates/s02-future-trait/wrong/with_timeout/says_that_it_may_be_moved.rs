//~ moved-after-poll in work_stays_where_it_was_polled
//! "`Unpin` lets me at my fields." And lets everybody move the work after its first poll.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::task::coop::{Unconstrained, unconstrained};
use tokio::time::{Sleep, sleep};

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub struct WithTimeout<F> {
    work: F,
    clock: Pin<Box<Unconstrained<Sleep>>>,
}

impl<F> Unpin for WithTimeout<F> {}

pub fn with_timeout<F: Future>(f: F, d: Duration) -> WithTimeout<F> {
    WithTimeout {
        work: f,
        clock: Box::pin(unconstrained(sleep(d))),
    }
}

impl<F: Future> Future for WithTimeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        // SAFETY: none; this is the mistake.
        let work = unsafe { Pin::new_unchecked(&mut self.work) };
        if let Poll::Ready(output) = work.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        self.clock.as_mut().poll(cx).map(|()| Err(Elapsed))
    }
}
