//! Every wake is written; the task is woken once for each poll.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use pin_project_lite::pin_project;
use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    Traced {
        future,
        writes: Arc::new(Writes {
            log,
            task: Mutex::default(),
            is_woken: AtomicBool::new(false),
        }),
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
        *writes.task.lock().expect("nobody panics with it") = Some(cx.waker().clone());
        writes.is_woken.store(false, SeqCst);
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
    task: Mutex<Option<Waker>>,
    is_woken: AtomicBool,
}

impl Writes {
    fn wake_the_task(&self) {
        let task = self.task.lock().expect("nobody panics with it").clone();
        if let Some(task) = task {
            task.wake();
        }
    }
}

impl Wake for Writes {
    fn wake(self: Arc<Self>) {
        self.log.write(Event::Woken);
        if !self.is_woken.swap(true, SeqCst) {
            self.wake_the_task();
        }
    }
}
