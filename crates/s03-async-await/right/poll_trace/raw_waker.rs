//! A table by hand: each clone is an `Arc` of its own.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

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
        let waker = waker(Arc::new(Writes {
            log: this.log.clone(),
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
    log: Log,
    task: Waker,
}

const TABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, drop_clone);

fn waker(writes: Arc<Writes>) -> Waker {
    // SAFETY: the pointer owns one count of the `Arc`, and the table keeps it so.
    unsafe { Waker::new(Arc::into_raw(writes).cast(), &TABLE) }
}

unsafe fn clone(data: *const ()) -> RawWaker {
    // SAFETY: the waker that is cloned owns a count, so the `Arc` is alive.
    unsafe { Arc::increment_strong_count(data.cast::<Writes>()) };
    RawWaker::new(data, &TABLE)
}

unsafe fn wake(data: *const ()) {
    // SAFETY: the waker that is used up gives its count away.
    unsafe {
        wake_by_ref(data);
        drop_clone(data);
    }
}

unsafe fn wake_by_ref(data: *const ()) {
    // SAFETY: the waker that is called owns a count.
    let writes = unsafe { &*data.cast::<Writes>() };
    writes.log.write(Event::Woken);
    writes.task.wake_by_ref();
}

unsafe fn drop_clone(data: *const ()) {
    // SAFETY: the waker that is dropped owns a count.
    drop(unsafe { Arc::from_raw(data.cast::<Writes>()) });
}
