//! No struct at all: the count lives in a closure.

use std::future::poll_fn;
use std::task::Poll;

pub struct Countdown;

impl Countdown {
    #[expect(clippy::new_ret_no_self, reason = "the future is the closure's")]
    pub fn new(mut left: u32) -> impl Future<Output = &'static str> {
        poll_fn(move |cx| match left.checked_sub(1) {
            None => Poll::Ready("liftoff"),
            Some(rest) => {
                left = rest;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
        })
    }
}
