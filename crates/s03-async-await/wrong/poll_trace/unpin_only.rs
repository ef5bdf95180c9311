//~ E0277
//! "`Pin::new` is enough." For futures that may be moved; most may not.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future + Unpin>(future: F, log: Log) -> impl Future<Output = F::Output> {
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

impl<F: Future + Unpin> Future for Traced<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        this.polls += 1;
        this.log.write(Event::Poll(this.polls));
        let waker = Waker::from(Arc::new(Writes {
            log: this.log.clone(),
            task: cx.waker().clone(),
        }));
        let poll = Pin::new(&mut this.future).poll(&mut Context::from_waker(&waker));
        this.log.write(match poll {
            Poll::Pending => Event::Pending,
            Poll::Ready(_) => Event::Ready,
        });
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
