//~ blocking-poll in first_poll_does_not_wait
//~ blocking-poll in polls_nobody_asked_for_change_nothing
//! "A short nap, then ask again: no core burns." Every task of the thread naps along, and the
//! future is polled a thousand times in a second.

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
        if Instant::now() >= self.when {
            return Poll::Ready("時間経過!".to_string());
        }
        thread::sleep(Duration::from_millis(1));
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
