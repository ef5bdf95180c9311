//! The value goes through a channel of std; the waker lies beside it, and is called on a thread of its own.

use std::pin::Pin;
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;

#[derive(Debug, PartialEq)]
pub struct Closed;

type Bell = Arc<Mutex<Option<Waker>>>;

pub struct Setter<T> {
    tx: Option<Sender<T>>,
    bell: Bell,
}

pub struct WaitFor<T> {
    rx: Receiver<T>,
    bell: Bell,
}

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let (tx, rx) = mpsc::channel();
    let bell = Bell::default();
    (
        Setter {
            tx: Some(tx),
            bell: bell.clone(),
        },
        WaitFor { rx, bell },
    )
}

impl<T> Setter<T> {
    pub fn set(self, value: T) {
        let _ = self.tx.as_ref().unwrap().send(value);
    }
}

impl<T> Drop for Setter<T> {
    fn drop(&mut self) {
        self.tx = None;
        let waker = self.bell.lock().unwrap().take();
        if let Some(waker) = waker {
            thread::spawn(move || waker.wake());
        }
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Closed>> {
        *self.bell.lock().unwrap() = Some(cx.waker().clone());
        let polled = match self.rx.try_recv() {
            Ok(value) => Ok(value),
            Err(TryRecvError::Disconnected) => Err(Closed),
            Err(TryRecvError::Empty) => return Poll::Pending,
        };
        self.bell.lock().unwrap().take();
        Poll::Ready(polled)
    }
}
