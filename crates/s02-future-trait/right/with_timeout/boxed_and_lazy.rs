//! Boxes in place of a projection; the clock begins with the first poll, after the work.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::task::coop::unconstrained;
use tokio::time::{Sleep, sleep};

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub struct WithTimeout<F> {
    work: Pin<Box<F>>,
    limit: Duration,
    clock: Option<Pin<Box<Sleep>>>,
}

pub fn with_timeout<F: Future>(f: F, d: Duration) -> WithTimeout<F> {
    WithTimeout {
        work: Box::pin(f),
        limit: d,
        clock: None,
    }
}

impl<F: Future> Future for WithTimeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(output) = self.work.as_mut().poll(cx) {
            return Poll::Ready(Ok(output));
        }
        let limit = self.limit;
        let clock = self.clock.get_or_insert_with(|| Box::pin(sleep(limit)));
        // The work may have used up the budget of the task, and the clock has to be asked all the same.
        let mut clock = unconstrained(clock.as_mut());
        Pin::new(&mut clock).poll(cx).map(|()| Err(Elapsed))
    }
}
