//~ wrong-result in pending_then_woken_then_ready
//! "A second look costs nothing, and may save a wake." Each poll is now two polls of the inner
//! future.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

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
        let waker = Waker::from(Arc::new(Writes {
            log: this.log.clone(),
            task: cx.waker().clone(),
        }));
        let mut future = this.future;
        let mut context = Context::from_waker(&waker);
        let mut poll = future.as_mut().poll(&mut context);
        if poll.is_pending() {
            poll = future.poll(&mut context);
        }
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
