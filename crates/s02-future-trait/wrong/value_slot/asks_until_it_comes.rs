//~ busy-poll in nothing_happens_then_pending_and_asleep
//! "Whoever asks often enough needs no waker of the other side." And has a core at 100 % until the value
//! comes.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

#[derive(Debug, PartialEq)]
pub struct Closed;

struct Shared<T> {
    value: Option<T>,
    is_over: bool,
}

pub struct Setter<T>(Arc<Mutex<Shared<T>>>);

pub struct WaitFor<T>(Arc<Mutex<Shared<T>>>);

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let shared = Arc::new(Mutex::new(Shared {
        value: None,
        is_over: false,
    }));
    (Setter(shared.clone()), WaitFor(shared))
}

impl<T> Setter<T> {
    pub fn set(self, value: T) {
        self.0.lock().unwrap().value = Some(value);
    }
}

impl<T> Drop for Setter<T> {
    fn drop(&mut self) {
        self.0.lock().unwrap().is_over = true;
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Closed>> {
        let mut shared = self.0.lock().unwrap();
        if let Some(value) = shared.value.take() {
            return Poll::Ready(Ok(value));
        }
        if shared.is_over {
            return Poll::Ready(Err(Closed));
        }
        drop(shared);
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
