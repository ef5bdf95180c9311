//~ lost-wake in dropping_the_setter_closes_the_slot
//! "The flag is enough, the next poll sees it." There is no next poll without a wake.

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
    let shared = Arc::new(Mutex::new(Shared {
        value: None,
        closed: false,
        waker: None,
    }));
    (Setter(shared.clone()), WaitFor(shared))
}

impl<T> Setter<T> {
    pub fn set(self, value: T) {
        let waker = {
            let mut shared = self.0.lock().unwrap();
            shared.value = Some(value);
            shared.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Drop for Setter<T> {
    fn drop(&mut self) {
        self.0.lock().unwrap().closed = true;
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
