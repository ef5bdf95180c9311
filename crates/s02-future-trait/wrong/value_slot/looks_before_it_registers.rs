//~ register-race in set_at_every_instruction
//! "`AtomicWaker` takes care of the races." It does, for who registers first and looks then. Here the
//! flag is looked at first, and what comes between the look and the registration wakes nobody.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

#[derive(Debug, PartialEq)]
pub struct Closed;

use futures::task::AtomicWaker;
use std::sync::atomic::{AtomicBool, Ordering};

struct Inner<T> {
    value: Mutex<Option<T>>,
    over: AtomicBool,
    waker: AtomicWaker,
}

pub struct Setter<T>(Arc<Inner<T>>);

pub struct WaitFor<T>(Arc<Inner<T>>);

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let s = Arc::new(Inner {
        value: Mutex::new(None),
        over: AtomicBool::new(false),
        waker: AtomicWaker::new(),
    });
    (Setter(s.clone()), WaitFor(s))
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
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.0.over.load(Ordering::Acquire) {
            return Poll::Ready(self.0.value.lock().unwrap().take().ok_or(Closed));
        }
        self.0.waker.register(cx.waker());
        Poll::Pending
    }
}
