//~ leaked-memory in both_ends_gone_and_nothing_is_left
//! "`ptr::write` puts the new waker in the place of the old one." Without dropping that: what it holds is
//! never given back.

use std::pin::Pin;
use std::ptr;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Debug, PartialEq)]
pub struct Closed;

struct Shared<T> {
    value: Option<T>,
    is_over: bool,
    waker: Option<Waker>,
}

pub struct Setter<T>(Arc<Mutex<Shared<T>>>);

pub struct WaitFor<T>(Arc<Mutex<Shared<T>>>);

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let shared = Arc::new(Mutex::new(Shared {
        value: None,
        is_over: false,
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
        let waker = {
            let mut shared = self.0.lock().unwrap();
            shared.is_over = true;
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
        if shared.is_over {
            return Poll::Ready(Err(Closed));
        }
        // SAFETY: both wakers are valid, and neither place is read before it is written.
        unsafe { ptr::write(&mut shared.waker, Some(cx.waker().clone())) };
        Poll::Pending
    }
}
