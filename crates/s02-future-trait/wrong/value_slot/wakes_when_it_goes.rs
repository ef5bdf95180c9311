//~ needless-wake in nothing_happens_then_pending_and_asleep
//! "Whoever waits must hear of the end, also of this one." Nobody waits any more: it was the task itself
//! that dropped the future.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Debug, PartialEq)]
pub struct Closed;

struct Shared<T> {
    value: Option<T>,
    closed: bool,
    waker: Option<Waker>,
}

pub struct Setter<T>(Arc<Mutex<Shared<T>>>);
pub struct WaitFor<T>(Arc<Mutex<Shared<T>>>);

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let shared = Shared {
        value: None,
        closed: false,
        waker: None,
    };
    let shared = Arc::new(Mutex::new(shared));
    (Setter(Arc::clone(&shared)), WaitFor(shared))
}

impl<T> Setter<T> {
    pub fn set(self, value: T) {
        self.0.lock().unwrap().value = Some(value);
    }
}

impl<T> Drop for Setter<T> {
    fn drop(&mut self) {
        let waker = {
            let mut shared = self.0.lock().unwrap();
            shared.closed = true;
            shared.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Closed>> {
        let mut shared = self.0.lock().unwrap();
        if let Some(value) = shared.value.take() {
            return Poll::Ready(Ok(value));
        }
        if shared.closed {
            return Poll::Ready(Err(Closed));
        }
        shared.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl<T> Drop for WaitFor<T> {
    fn drop(&mut self) {
        let waker = self.0.lock().unwrap().waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
