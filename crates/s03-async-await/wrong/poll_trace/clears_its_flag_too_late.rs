//~ lost-wake in woken_outside_then_inside_the_poll
//! "The task is awake: once for each poll is enough." The flag is cleared after the inner poll, so
//! that a wake in this poll counts as one of those before it.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::{Context, Wake, Waker};

use futures::task::AtomicWaker;
use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    let (task, is_woken) = (AtomicWaker::new(), AtomicBool::new(false));
    let writes = Arc::new(Writes {
        log,
        task,
        is_woken,
    });
    let mut future = Box::pin(future);
    let mut polls = 0;
    poll_fn(move |cx| {
        polls += 1;
        writes.log.write(Event::Poll(polls));
        writes.task.register(cx.waker());
        let waker = Waker::from(Arc::clone(&writes));
        let poll = future.as_mut().poll(&mut Context::from_waker(&waker));
        writes.is_woken.store(false, SeqCst);
        writes.log.write(match poll.is_ready() {
            true => Event::Ready,
            false => Event::Pending,
        });
        poll
    })
}

struct Writes {
    log: Log,
    task: AtomicWaker,
    is_woken: AtomicBool,
}

impl Wake for Writes {
    fn wake(self: Arc<Self>) {
        self.log.write(Event::Woken);
        if !self.is_woken.swap(true, SeqCst) {
            self.task.wake();
        }
    }
}
