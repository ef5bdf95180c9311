//~ wrong-result in pending_then_woken_then_ready
//! "The context is passed on, as in any poll." Then the inner future wakes the task directly, and
//! nobody here hears of it.

use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;
use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    Traced {
        future,
        log,
        polls: 0,
    }
}

pin_project! {
    struct Traced<F> {
        #[pin]
        future: F,
        log: Log,
        polls: u32,
    }
}

impl<F: Future> Future for Traced<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        *this.polls += 1;
        this.log.write(Event::Poll(*this.polls));
        let poll = this.future.poll(cx);
        this.log.write(match poll {
            Poll::Pending => Event::Pending,
            Poll::Ready(_) => Event::Ready,
        });
        poll
    }
}
