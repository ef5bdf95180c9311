//! The waker that the inner future keeps holds that of the task, also after the drop.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use futures::task::AtomicWaker;
use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    let task = AtomicWaker::new();
    let writes = Arc::new(Writes { log, task });
    let waker = Waker::from(Arc::clone(&writes));
    let mut future = Box::pin(future);
    let mut polls = 0;
    poll_fn(move |cx| {
        polls += 1;
        writes.log.write(Event::Poll(polls));
        writes.task.register(cx.waker());
        let poll = future.as_mut().poll(&mut Context::from_waker(&waker));
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
}

impl Wake for Writes {
    fn wake(self: Arc<Self>) {
        self.log.write(Event::Woken);
        self.task.wake();
    }
}
