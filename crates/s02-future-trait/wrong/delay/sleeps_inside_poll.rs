//~ blocking-poll in first_poll_does_not_wait
//~ blocking-poll in polls_nobody_asked_for_change_nothing
//~ blocking-poll in short_one_does_not_wait_for_a_long_one
//~ blocking-poll in two_hundred_do_not_start_more_threads
//! "A delay is a sleep." It puts the thread to sleep, and with it every task that the thread runs.

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

    fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<String> {
        thread::sleep(self.when.saturating_duration_since(Instant::now()));
        Poll::Ready("時間経過!".to_string())
    }
}
