//~ register-race in dropped_at_every_instruction
//! "The value lies under the lock, so the rest can be a flag." A setter that is dropped after the
//! look at its flag, and before the lock is taken, finds no waker.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Debug, PartialEq)]
pub struct Closed;

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

struct Inner<T> {
    s: Mutex<(Option<T>, Option<Waker>)>,
    gone: AtomicBool,
}

pub struct Setter<T>(Arc<Inner<T>>);

pub struct WaitFor<T>(Arc<Inner<T>>);

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let s = Arc::new(Inner {
        s: Mutex::new((None, None)),
        gone: AtomicBool::new(false),
    });
    (Setter(s.clone()), WaitFor(s))
}

impl<T> Setter<T> {
    pub fn set(self, value: T) {
        self.0.s.lock().unwrap().0 = Some(value);
    }
}

impl<T> Drop for Setter<T> {
    fn drop(&mut self) {
        self.0.gone.store(true, SeqCst);
        let w = self.0.s.lock().unwrap().1.take();
        if let Some(w) = w {
            w.wake();
        }
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let gone = self.0.gone.load(SeqCst);
        let waker = cx.waker().clone();
        let mut s = self.0.s.lock().unwrap();
        if let Some(v) = s.0.take() {
            return Poll::Ready(Ok(v));
        }
        if gone {
            return Poll::Ready(Err(Closed));
        }
        s.1 = Some(waker);
        Poll::Pending
    }
}
