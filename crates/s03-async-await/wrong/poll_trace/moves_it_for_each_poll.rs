//~ moved-after-poll in borrowed_not_send_and_never_moved
//! "Take it out, poll it, put it back." A future that was polled may hold references into itself.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    Traced {
        future: Some(future),
        log,
        polls: 0,
    }
}

struct Traced<F> {
    future: Option<F>,
    log: Log,
    polls: u32,
}

// It is only ever polled as a local variable.
impl<F> Unpin for Traced<F> {}

impl<F: Future> Future for Traced<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        this.polls += 1;
        this.log.write(Event::Poll(this.polls));
        let waker = Waker::from(Arc::new(Writes {
            log: this.log.clone(),
            task: cx.waker().clone(),
        }));
        let mut future = this.future.take().expect("it is put back");
        // SAFETY: not upheld: the future is moved again when this poll is over.
        let pinned = unsafe { Pin::new_unchecked(&mut future) };
        let poll = pinned.poll(&mut Context::from_waker(&waker));
        this.future = Some(future);
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
