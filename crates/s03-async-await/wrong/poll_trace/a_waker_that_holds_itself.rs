//~ leaked-memory in dropped_then_nothing_is_left
//! "Keep a waker of our own at hand, so that it need not be made anew." It lies in the very `Arc` that
//! it counts, and the count never comes to zero.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    let writes = Arc::new(Writes {
        log,
        task: Mutex::default(),
        own: Mutex::default(),
    });
    *writes.own.lock().expect("nobody panics with it") = Some(Waker::from(Arc::clone(&writes)));
    Traced {
        future: Box::pin(future),
        writes,
        polls: 0,
    }
}

struct Traced<F> {
    future: Pin<Box<F>>,
    writes: Arc<Writes>,
    polls: u32,
}

struct Writes {
    log: Log,
    task: Mutex<Option<Waker>>,
    own: Mutex<Option<Waker>>,
}

impl Wake for Writes {
    fn wake(self: Arc<Self>) {
        self.log.write(Event::Woken);
        let task = self.task.lock().expect("nobody panics with it").clone();
        if let Some(task) = task {
            task.wake();
        }
    }
}

impl<F: Future> Future for Traced<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = &mut *self;
        let writes = Arc::clone(&this.writes);
        this.polls += 1;
        writes.log.write(Event::Poll(this.polls));
        *writes.task.lock().expect("nobody panics with it") = Some(cx.waker().clone());
        let own = writes.own.lock().expect("nobody panics with it").clone();
        let waker = own.expect("it is there from the start");
        let poll = this.future.as_mut().poll(&mut Context::from_waker(&waker));
        writes.log.write(match poll {
            Poll::Pending => Event::Pending,
            Poll::Ready(_) => Event::Ready,
        });
        poll
    }
}

impl<F> Drop for Traced<F> {
    fn drop(&mut self) {
        // The task's waker is not kept; that much is right.
        self.writes
            .task
            .lock()
            .expect("nobody panics with it")
            .take();
    }
}
