//! Every state of the slot is a variant, and every step replaces the whole.

use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Debug, PartialEq)]
pub struct Closed;

enum State<T> {
    Empty,
    Awaited(Waker),
    Over(Option<T>),
}

pub struct Setter<T>(Arc<Mutex<State<T>>>);

pub struct WaitFor<T>(Arc<Mutex<State<T>>>);

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let state = Arc::new(Mutex::new(State::Empty));
    (Setter(Arc::clone(&state)), WaitFor(state))
}

impl<T> Setter<T> {
    pub fn set(self, value: T) {
        self.finish(Some(value));
    }

    fn finish(&self, value: Option<T>) {
        let mut state = self.0.lock().unwrap();
        let before = match &*state {
            State::Over(_) => return,
            _ => mem::replace(&mut *state, State::Over(value)),
        };
        drop(state);
        if let State::Awaited(waker) = before {
            waker.wake();
        }
    }
}

impl<T> Drop for Setter<T> {
    fn drop(&mut self) {
        self.finish(None);
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Closed>> {
        let mut state = self.0.lock().unwrap();
        match &mut *state {
            State::Over(value) => Poll::Ready(value.take().ok_or(Closed)),
            State::Awaited(waker) => {
                waker.clone_from(cx.waker());
                Poll::Pending
            }
            State::Empty => {
                *state = State::Awaited(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}
