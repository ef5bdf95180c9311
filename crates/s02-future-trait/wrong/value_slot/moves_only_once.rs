//~ stale-waker in latest_waker_is_woken
//! "A task moves once, from where it is made to where it runs." It may move with each poll, and the
//! third waker is thrown away.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Debug, PartialEq)]
pub struct Closed;

struct Shared<T> {
    value: Option<T>,
    closed: bool,
    waker: Option<Waker>,
    stored: u8,
}

pub struct Setter<T>(Arc<Mutex<Shared<T>>>);
pub struct WaitFor<T>(Arc<Mutex<Shared<T>>>);

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let shared = Shared {
        value: None,
        closed: false,
        waker: None,
        stored: 0,
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
        if shared.stored < 2 {
            shared.stored += 1;
            shared.waker = Some(cx.waker().clone());
        }
        Poll::Pending
    }
}
