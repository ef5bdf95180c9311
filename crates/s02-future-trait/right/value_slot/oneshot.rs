//! A wrapper around the channel that tokio has for this.

use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::sync::oneshot;

#[derive(Debug, PartialEq)]
pub struct Closed;

pub struct Setter<T>(oneshot::Sender<T>);

pub struct WaitFor<T>(oneshot::Receiver<T>);

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let (sender, receiver) = oneshot::channel();
    (Setter(sender), WaitFor(receiver))
}

impl<T> Setter<T> {
    pub fn set(self, value: T) {
        let _ = self.0.send(value);
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Closed>> {
        Pin::new(&mut self.0).poll(cx).map_err(|_| Closed)
    }
}
