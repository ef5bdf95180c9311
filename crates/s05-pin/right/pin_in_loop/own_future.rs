//! A struct with two pinned fields; pin-project gives the way in.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::time::{Sleep, sleep};

pin_project! {
    struct UntilDone<F, T> {
        #[pin]
        future: F,
        #[pin]
        timer: Option<Sleep>,
        every: Duration,
        on_tick: T,
    }
}

impl<F: Future, T: FnMut()> Future for UntilDone<F, T> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let mut this = self.project();
        if this.timer.is_none() {
            this.timer.set(Some(sleep(*this.every)));
        }
        if let Poll::Ready(output) = this.future.poll(cx) {
            return Poll::Ready(output);
        }
        loop {
            let timer = this.timer.as_mut().as_pin_mut().expect("it was set");
            if timer.poll(cx).is_pending() {
                return Poll::Pending;
            }
            (this.on_tick)();
            this.timer.set(Some(sleep(*this.every)));
        }
    }
}

pub fn until_done<F: Future>(
    future: F,
    every: Duration,
    on_tick: impl FnMut(),
) -> impl Future<Output = F::Output> {
    UntilDone {
        future,
        timer: None,
        every,
        on_tick,
    }
}
