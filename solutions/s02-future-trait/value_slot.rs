//! One lock for the value and the waker; the waker is called after the lock is released.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// The setter was dropped without a value.
#[derive(Debug, PartialEq)]
pub struct Closed;

/// Puts the value in, once. Dropped without a value, it closes the slot.
pub struct Setter<T> {
    shared: Arc<Mutex<Shared<T>>>,
}

/// Waits for the value.
pub struct WaitFor<T> {
    shared: Arc<Mutex<Shared<T>>>,
}

struct Shared<T> {
    value: Option<T>,
    closed: bool,
    waker: Option<Waker>,
}

/// An empty slot, and its two ends.
pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let shared = Arc::new(Mutex::new(Shared {
        value: None,
        closed: false,
        waker: None,
    }));
    let setter = Setter {
        shared: Arc::clone(&shared),
    };
    (setter, WaitFor { shared })
}

impl<T> Setter<T> {
    /// Puts the value in and wakes whoever waits. Does nothing when nobody waits any more.
    pub fn set(self, value: T) {
        lock(&self.shared).value = Some(value);
        // `self` is dropped here, which closes the slot and wakes: one way out for both ends.
    }
}

impl<T> Drop for Setter<T> {
    fn drop(&mut self) {
        let waker = {
            let mut shared = lock(&self.shared);
            shared.closed = true;
            shared.waker.take()
        };
        // Only now, without the lock: the woken task may be polled inside this very call.
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Closed>> {
        let mut shared = lock(&self.shared);
        if let Some(value) = shared.value.take() {
            return Poll::Ready(Ok(value));
        }
        if shared.closed {
            return Poll::Ready(Err(Closed));
        }
        // Checked and registered under one lock: nothing can happen in between. The latest waker
        // replaces the earlier one, for the task may have moved.
        shared.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

fn lock<T>(shared: &Mutex<Shared<T>>) -> MutexGuard<'_, Shared<T>> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
