//! tokio's `Notify` as a pinned field: the future is `!Unpin`, like that of an `async fn`.

use pin_project::pin_project;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};
use tokio::sync::Notify;
use tokio::sync::futures::OwnedNotified;

#[derive(Debug, PartialEq)]
pub struct Closed;

struct Shared<T> {
    value: Mutex<Option<T>>,
    notify: Arc<Notify>,
}

pub struct Setter<T>(Arc<Shared<T>>);

#[pin_project]
pub struct WaitFor<T> {
    shared: Arc<Shared<T>>,
    #[pin]
    notified: OwnedNotified,
}

pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let notify = Arc::new(Notify::new());
    let shared = Arc::new(Shared {
        value: Mutex::new(None),
        notify: notify.clone(),
    });
    (
        Setter(shared.clone()),
        WaitFor {
            shared,
            notified: notify.notified_owned(),
        },
    )
}

impl<T> Setter<T> {
    pub fn set(self, value: T) {
        *self.0.value.lock().unwrap() = Some(value);
    }
}

impl<T> Drop for Setter<T> {
    fn drop(&mut self) {
        self.0.notify.notify_one();
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        ready!(this.notified.poll(cx));
        Poll::Ready(this.shared.value.lock().unwrap().take().ok_or(Closed))
    }
}
