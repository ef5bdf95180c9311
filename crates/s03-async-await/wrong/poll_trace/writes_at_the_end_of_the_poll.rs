//~ wrong-result in woken_outside_then_inside_the_poll
//! "One thing after the other in the log." A wake during a poll wakes the task at once, and is written
//! when the poll is over.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::task::{Context, Wake, Waker};

use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    let during = Arc::new(During::default());
    let mut future = Box::pin(future);
    let mut polls = 0;
    poll_fn(move |cx| {
        polls += 1;
        log.write(Event::Poll(polls));
        let waker = Waker::from(Arc::new(Writes {
            log: log.clone(),
            task: cx.waker().clone(),
            during: Arc::clone(&during),
        }));
        during.is_polled.store(true, SeqCst);
        let poll = future.as_mut().poll(&mut Context::from_waker(&waker));
        during.is_polled.store(false, SeqCst);
        for _ in 0..during.wakes.swap(0, SeqCst) {
            log.write(Event::Woken);
        }
        log.write(match poll.is_ready() {
            true => Event::Ready,
            false => Event::Pending,
        });
        poll
    })
}

#[derive(Default)]
struct During {
    is_polled: AtomicBool,
    wakes: AtomicUsize,
}

struct Writes {
    log: Log,
    task: Waker,
    during: Arc<During>,
}

impl Wake for Writes {
    fn wake(self: Arc<Self>) {
        if self.during.is_polled.load(SeqCst) {
            self.during.wakes.fetch_add(1, SeqCst);
        } else {
            self.log.write(Event::Woken);
        }
        self.task.wake_by_ref();
    }
}
