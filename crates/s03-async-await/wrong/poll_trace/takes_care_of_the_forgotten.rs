//~ busy-poll in pending_then_woken_then_ready
//! "Nobody has a waker any more, so the task would sleep for ever." That is the inner future's own
//! affair: it may be one that waits for ever.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    let mut future = Box::pin(future);
    let mut polls = 0;
    poll_fn(move |cx| {
        polls += 1;
        log.write(Event::Poll(polls));
        let writes = Arc::new(Writes(log.clone(), cx.waker().clone()));
        let waker = Waker::from(Arc::clone(&writes));
        let poll = future.as_mut().poll(&mut Context::from_waker(&waker));
        let is_kept = Arc::strong_count(&writes) > 2;
        if polls > 1 && poll.is_pending() && !is_kept {
            cx.waker().wake_by_ref();
        }
        log.write(match poll.is_ready() {
            true => Event::Ready,
            false => Event::Pending,
        });
        poll
    })
}

struct Writes(Log, Waker);

impl Wake for Writes {
    fn wake(self: Arc<Self>) {
        self.0.write(Event::Woken);
        self.1.wake_by_ref();
    }
}
