//! Somebody else makes the call, a little later: a thread that is started for it.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;

#[derive(Debug, PartialEq)]
pub struct Closed;

struct Inner<T> {
    value: Option<T>,
    over: bool,
    waker: Option<Waker>,
}

pub struct Setter<T>(Arc<Mutex<Inner<T>>>);

pub struct WaitFor<T>(Arc<Mutex<Inner<T>>>);

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let s = Arc::new(Mutex::new(Inner {
        value: None,
        over: false,
        waker: None,
    }));
    (Setter(s.clone()), WaitFor(s))
}

impl<T> Setter<T> {
    pub fn set(self, value: T) {
        self.0.lock().unwrap().value = Some(value);
    }
}

impl<T> Drop for Setter<T> {
    fn drop(&mut self) {
        let w = {
            let mut i = self.0.lock().unwrap();
            i.over = true;
            i.waker.take()
        };
        if let Some(w) = w {
            thread::spawn(move || w.wake());
        }
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut i = self.0.lock().unwrap();
        if let Some(v) = i.value.take() {
            return Poll::Ready(Ok(v));
        }
        if i.over {
            return Poll::Ready(Err(Closed));
        }
        i.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}
