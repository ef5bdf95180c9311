//~ waker-pile-up in woken_several_times_and_moved_to_another_task
//~ leaked-waker in dropped_then_nothing_is_left
//! "Whoever has the waker may call it at any time, so it must stay." Each poll leaves one behind, with
//! the log and the task.

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
        let writes = Arc::new(Writes {
            log: this.log.clone(),
            task: cx.waker().clone(),
        });
        let waker: &'static Waker = Box::leak(Box::new(Waker::from(writes)));
        let poll = this.future.poll(&mut Context::from_waker(waker));
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
