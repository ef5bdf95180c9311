//~ lost-wake in sleeps_until_woken
//~ lost-wake in zero_is_over_at_once
//! "The thread sets the flag, and the next poll sees it." There is no next poll: nobody has the
//! waker.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

pub struct Delay {
    over: Arc<AtomicBool>,
    duration: Duration,
    started: bool,
}

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        Delay {
            over: Arc::default(),
            duration,
            started: false,
        }
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<String> {
        if self.over.load(Ordering::SeqCst) {
            return Poll::Ready("時間経過!".to_string());
        }
        if !self.started {
            self.started = true;
            let (over, duration) = (self.over.clone(), self.duration);
            thread::spawn(move || {
                thread::sleep(duration);
                over.store(true, Ordering::SeqCst);
            });
        }
        Poll::Pending
    }
}
