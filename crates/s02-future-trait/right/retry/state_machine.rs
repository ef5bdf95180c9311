//! A future written by hand: it tries, or it pauses.

use std::num::NonZeroU32;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use pin_project::pin_project;
use tokio::time::{Sleep, sleep};

pub struct Policy {
    pub attempts: NonZeroU32,
    pub base: Duration,
    pub max: Duration,
}

#[pin_project]
pub struct Retry<F, Fut> {
    op: F,
    left: u32,
    attempt: u32,
    pause: Duration,
    max: Duration,
    #[pin]
    now: Now<Fut>,
}

#[pin_project(project = Doing)]
enum Now<Fut> {
    Start,
    Trying(#[pin] Fut),
    Pausing(#[pin] Sleep),
}

pub fn retry<T, E, Fut, F>(p: Policy, op: F) -> Retry<F, Fut>
where
    F: FnMut(u32) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    Retry {
        op,
        left: p.attempts.get(),
        attempt: 0,
        pause: p.base.min(p.max),
        max: p.max,
        now: Now::Start,
    }
}

impl<T, E, Fut, F> Future for Retry<F, Fut>
where
    F: FnMut(u32) -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    type Output = Result<T, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, E>> {
        let mut this = self.project();
        loop {
            match this.now.as_mut().project() {
                Doing::Start => {}
                Doing::Pausing(sleep) => ready!(sleep.poll(cx)),
                Doing::Trying(future) => {
                    let result = ready!(future.poll(cx));
                    if result.is_ok() || *this.left == 0 {
                        return Poll::Ready(result);
                    }
                    this.now.set(Now::Pausing(sleep(*this.pause)));
                    *this.pause = this.pause.saturating_mul(2).min(*this.max);
                    continue;
                }
            }
            *this.left -= 1;
            *this.attempt += 1;
            let future = (this.op)(*this.attempt);
            this.now.set(Now::Trying(future));
        }
    }
}
