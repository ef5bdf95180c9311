//! One waker for the whole life, which finds the latest task in an `AtomicWaker`.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use futures::task::AtomicWaker;
use pin_project_lite::pin_project;
use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    let task = AtomicWaker::new();
    Traced {
        future,
        writes: Arc::new(Writes { log, task }),
        polls: 0,
    }
}

pin_project! {
    struct Traced<F> {
        #[pin]
        future: F,
        writes: Arc<Writes>,
        polls: u32,
    }
}

impl<F: Future> Future for Traced<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let writes = this.writes;
        *this.polls += 1;
        writes.log.write(Event::Poll(*this.polls));
        writes.task.register(cx.waker());
        let waker = Waker::from(Arc::clone(writes));
        let poll = this.future.poll(&mut Context::from_waker(&waker));
        writes.log.write(match poll {
            Poll::Pending => Event::Pending,
            Poll::Ready(_) => Event::Ready,
        });
        poll
    }
}

struct Writes {
    log: Log,
    task: AtomicWaker,
}

impl Wake for Writes {
    fn wake(self: Arc<Self>) {
        self.log.write(Event::Woken);
        self.task.wake();
    }
}
