//~ lost-wake in pending_then_set_then_woken_then_ready
//! "The waker is registered, the rest is up to the executor." It waits for a call that nobody makes.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// The setter was dropped without a value.
#[derive(Debug, PartialEq)]
pub struct Closed;

struct Shared<T> {
    value: Option<T>,
    waker: Option<Waker>,
    closed: bool,
}

pub struct Setter<T> {
    shared: Arc<Mutex<Shared<T>>>,
}

pub struct WaitFor<T> {
    shared: Arc<Mutex<Shared<T>>>,
}

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let shared = Arc::new(Mutex::new(Shared {
        value: None,
        waker: None,
        closed: false,
    }));
    (
        Setter {
            shared: shared.clone(),
        },
        WaitFor { shared },
    )
}

impl<T> Setter<T> {
    pub fn set(self, value: T) {
        let mut s = self.shared.lock().unwrap();
        s.value = Some(value);
    }
}

impl<T> Drop for Setter<T> {
    fn drop(&mut self) {
        let mut s = self.shared.lock().unwrap();
        s.closed = true;
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Closed>> {
        let mut s = self.shared.lock().unwrap();
        if let Some(v) = s.value.take() {
            Poll::Ready(Ok(v))
        } else if s.closed {
            Poll::Ready(Err(Closed))
        } else {
            s.waker = Some(cx.waker().clone());
            Poll::Pending
        }
    }
}
