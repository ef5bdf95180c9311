//! A channel through which one value goes, or none: its end is the end of the setter.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};

#[derive(Debug, PartialEq)]
pub struct Closed;

pub struct Setter<T>(UnboundedSender<T>);

pub struct WaitFor<T>(UnboundedReceiver<T>);

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let (sender, receiver) = unbounded();
    (Setter(sender), WaitFor(receiver))
}

impl<T> Setter<T> {
    pub fn set(self, value: T) {
        // Fails where nobody waits any more.
        let _ = self.0.unbounded_send(value);
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Closed>> {
        self.0.poll_next_unpin(cx).map(|value| value.ok_or(Closed))
    }
}
