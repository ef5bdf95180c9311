//! No lock around the waker: `AtomicWaker` registers first, and then the state is looked at.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use futures::task::AtomicWaker;

#[derive(Debug, PartialEq)]
pub struct Closed;

struct Shared<T> {
    value: Mutex<Option<T>>,
    over: AtomicBool,
    waker: AtomicWaker,
}

pub struct Setter<T>(Arc<Shared<T>>);

pub struct WaitFor<T>(Arc<Shared<T>>);

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let shared = Arc::new(Shared {
        value: Mutex::new(None),
        over: AtomicBool::new(false),
        waker: AtomicWaker::new(),
    });
    (Setter(shared.clone()), WaitFor(shared))
}

impl<T> Setter<T> {
    pub fn set(self, value: T) {
        *self.0.value.lock().unwrap() = Some(value);
    }
}

impl<T> Drop for Setter<T> {
    fn drop(&mut self) {
        self.0.over.store(true, Ordering::Release);
        self.0.waker.wake();
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Closed>> {
        self.0.waker.register(cx.waker());
        if !self.0.over.load(Ordering::Acquire) {
            return Poll::Pending;
        }
        let value = self.0.value.lock().unwrap().take();
        Poll::Ready(value.ok_or(Closed))
    }
}
