//~ wrong-result in pending_then_woken_then_ready
//! "The waker sets a flag, and the next poll writes the line." What happens between the two is written
//! in the wrong order, and of several wakes one is left.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::{Context, Poll, Wake, Waker};

use pin_project_lite::pin_project;
use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    Traced {
        future,
        log,
        polls: 0,
        is_woken: Arc::default(),
    }
}

pin_project! {
    struct Traced<F> {
        #[pin]
        future: F,
        log: Log,
        polls: u32,
        is_woken: Arc<AtomicBool>,
    }
}

impl<F: Future> Future for Traced<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        if this.is_woken.swap(false, SeqCst) {
            this.log.write(Event::Woken);
        }
        *this.polls += 1;
        this.log.write(Event::Poll(*this.polls));
        let waker = Waker::from(Arc::new(Writes {
            is_woken: Arc::clone(this.is_woken),
            task: cx.waker().clone(),
        }));
        let poll = this.future.poll(&mut Context::from_waker(&waker));
        this.log.write(match poll {
            Poll::Pending => Event::Pending,
            Poll::Ready(_) => Event::Ready,
        });
        poll
    }
}

struct Writes {
    is_woken: Arc<AtomicBool>,
    task: Waker,
}

impl Wake for Writes {
    fn wake(self: Arc<Self>) {
        self.is_woken.store(true, SeqCst);
        self.task.wake_by_ref();
    }
}
