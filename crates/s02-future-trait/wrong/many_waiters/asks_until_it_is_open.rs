//~ busy-poll in nobody_opens_then_pending_and_asleep
//! "Whoever asks again and again needs no list of wakers." With a hundred waiters a hundred tasks never
//! sleep.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

#[derive(Clone, Default)]
pub struct Gate(Arc<AtomicBool>);

impl Gate {
    pub fn new() -> Gate {
        Gate::default()
    }

    pub fn open(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    pub fn wait(&self) -> impl Future<Output = ()> {
        poll_fn(|cx| {
            if self.0.load(Ordering::SeqCst) {
                return Poll::Ready(());
            }
            cx.waker().wake_by_ref();
            Poll::Pending
        })
    }
}
