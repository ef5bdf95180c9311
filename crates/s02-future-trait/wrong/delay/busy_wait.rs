//~ busy-poll in sleeps_until_woken
//~ busy-poll in ready_when_its_time_is_over
//~ needless-wake in polls_nobody_asked_for_change_nothing
//! "I just ask to be polled again." The task never sleeps: one core at 100 %.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

pub struct Delay {
    when: Instant,
}

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        Delay {
            when: Instant::now() + duration,
        }
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        if Instant::now() >= self.when {
            Poll::Ready("時間経過!".to_string())
        } else {
            cx.waker().wake_by_ref();
            Poll::Pending
        }
    }
}
