//~ lost-wake in one_wake_for_each_pending_and_none_for_ready
//! "This task has been woken already, `will_wake` says so." That was for the poll before; each `Pending`
//! needs a wake of its own.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

pub struct Countdown {
    left: u32,
    woken: Option<Waker>,
}

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        Countdown { left, woken: None }
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if self.left == 0 {
            return Poll::Ready("liftoff");
        }
        self.left -= 1;
        let is_woken = self
            .woken
            .as_ref()
            .is_some_and(|woken| woken.will_wake(cx.waker()));
        if !is_woken {
            cx.waker().wake_by_ref();
            self.woken = Some(cx.waker().clone());
        }
        Poll::Pending
    }
}
