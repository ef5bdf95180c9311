//! `poll_fn` over a box; the waker is one of the futures crate.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures::task::{ArcWake, waker};
use s03_async_await::trace::{Event, Log};

pub fn traced<F: Future>(future: F, log: Log) -> impl Future<Output = F::Output> {
    log.write(Event::Created);
    let mut future = Box::pin(future);
    let mut number = 0;
    poll_fn(move |cx| {
        number += 1;
        log.write(Event::Poll(number));
        let writes = Arc::new(Writes(log.clone(), cx.waker().clone()));
        let poll = future
            .as_mut()
            .poll(&mut Context::from_waker(&waker(writes)));
        match &poll {
            Poll::Pending => log.write(Event::Pending),
            Poll::Ready(_) => log.write(Event::Ready),
        }
        poll
    })
}

struct Writes(Log, Waker);

impl ArcWake for Writes {
    fn wake_by_ref(writes: &Arc<Writes>) {
        writes.0.write(Event::Woken);
        writes.1.wake_by_ref();
    }
}
