//! Without a macro: the projection is written by hand.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    Traced {
        future,
        log,
        polls: 0,
    }
}

struct Traced<F> {
    future: F,
    log: Log,
    polls: u32,
}

impl<F: Future> Future for Traced<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        // SAFETY: `future` is pinned with the whole: it is never moved, and nothing here is `Unpin`
        // that was not before. The other fields are never pinned.
        let (future, log, polls) = unsafe {
            let this = self.get_unchecked_mut();
            (
                Pin::new_unchecked(&mut this.future),
                &this.log,
                &mut this.polls,
            )
        };
        *polls += 1;
        log.write(Event::Poll(*polls));
        let waker = Waker::from(Arc::new(Writes {
            log: log.clone(),
            task: cx.waker().clone(),
        }));
        let poll = future.poll(&mut Context::from_waker(&waker));
        let event = if poll.is_ready() {
            Event::Ready
        } else {
            Event::Pending
        };
        log.write(event);
        poll
    }
}

struct Writes {
    log: Log,
    task: Waker,
}

impl Wake for Writes {
    fn wake(self: Arc<Self>) {
        self.log.write(Event::Woken);
        self.task.wake_by_ref();
    }
}
