//~ panic in setting_after_the_waiter_is_gone_does_nothing
//! "There is always somebody on the other side." A task may be cancelled at any time.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures::channel::oneshot;

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
        if self.0.send(value).is_err() {
            panic!("the other side still waits");
        }
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Closed>> {
        Pin::new(&mut self.0).poll(cx).map_err(|_| Closed)
    }
}
