//~ moved-after-poll in work_stays_where_it_was_polled
//! "Work that is ready at once needs no box; it is boxed when its first poll is pending." By then it has
//! been polled, and has to stay where it is.

use std::mem::replace;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::task::coop::{Unconstrained, unconstrained};
use tokio::time::{Sleep, sleep};

#[derive(Debug, PartialEq)]
pub struct Elapsed;

enum Work<F> {
    Here(F),
    Boxed(Pin<Box<F>>),
    Gone,
}

struct Limited<F> {
    work: Work<F>,
    clock: Pin<Box<Unconstrained<Sleep>>>,
}

impl<F> Unpin for Limited<F> {}

pub fn with_timeout<F: Future>(
    f: F,
    d: Duration,
) -> impl Future<Output = Result<F::Output, Elapsed>> {
    let clock = Box::pin(unconstrained(sleep(d)));
    Limited {
        work: Work::Here(f),
        clock,
    }
}

impl<F: Future> Future for Limited<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let polled = match &mut this.work {
            // SAFETY: not safe, and that is the mistake: the work is moved into its box below.
            Work::Here(work) => unsafe { Pin::new_unchecked(work) }.poll(cx),
            Work::Boxed(work) => work.as_mut().poll(cx),
            Work::Gone => unreachable!("the work is put back"),
        };
        if let Poll::Ready(output) = polled {
            return Poll::Ready(Ok(output));
        }
        this.work = match replace(&mut this.work, Work::Gone) {
            Work::Here(work) => Work::Boxed(Box::pin(work)),
            other => other,
        };
        this.clock.as_mut().poll(cx).map(|()| Err(Elapsed))
    }
}
