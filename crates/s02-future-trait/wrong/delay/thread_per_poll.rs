//~ thread-per-poll in polls_nobody_asked_for_change_nothing
//! "Each poll needs somebody who wakes it." A task that is polled for other reasons starts a thread
//! each time.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;
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
        let now = Instant::now();
        if now >= self.when {
            return Poll::Ready("時間経過!".to_string());
        }
        let (waker, left) = (cx.waker().clone(), self.when - now);
        thread::spawn(move || {
            thread::sleep(left);
            waker.wake();
        });
        Poll::Pending
    }
}
