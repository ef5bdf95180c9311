//~ ready-too-early in two_at_once_then_each_has_its_own_count
//! "A global needs no `mut self`." Two countdowns share it, and each of them counts for both.

use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll};

static LEFT: AtomicU32 = AtomicU32::new(0);

pub struct Countdown;

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        LEFT.store(left, Ordering::SeqCst);
        Countdown
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        if LEFT.load(Ordering::SeqCst) == 0 {
            return Poll::Ready("liftoff");
        }
        LEFT.fetch_sub(1, Ordering::SeqCst);
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
