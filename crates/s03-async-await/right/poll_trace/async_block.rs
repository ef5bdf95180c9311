//! A block that pins the future itself, and a `poll_fn` in it.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    async move {
        let mut future = pin!(future);
        let mut polls = 0;
        poll_fn(|cx| {
            polls += 1;
            log.write(Event::Poll(polls));
            let writes = Writes {
                log: log.clone(),
                task: cx.waker().clone(),
            };
            let waker = Waker::from(Arc::new(writes));
            let poll = future.as_mut().poll(&mut Context::from_waker(&waker));
            log.write(if poll.is_ready() {
                Event::Ready
            } else {
                Event::Pending
            });
            poll
        })
        .await
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
