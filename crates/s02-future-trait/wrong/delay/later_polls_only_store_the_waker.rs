//~ register-race in over_at_every_instruction_of_a_poll
//! "The thread runs already, so a later poll only leaves its waker." When the time ends between the
//! look at the clock and the lock, the thread has been there, and nobody comes again.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// Is ready when its time is over.
pub struct Delay {
    until: Instant,
    shared: Option<std::sync::Arc<std::sync::Mutex<Option<std::task::Waker>>>>,
}

impl Delay {
    /// A delay of `duration`. The time may begin here or with the first poll.
    pub fn new(duration: Duration) -> Delay {
        Delay {
            until: Instant::now() + duration,
            shared: None,
        }
    }
}

impl Future for Delay {
    /// Always `"時間経過!"`.
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        if Instant::now() >= self.until {
            return Poll::Ready("時間経過!".to_owned());
        }
        if let Some(shared) = &self.shared {
            *shared.lock().unwrap() = Some(cx.waker().clone());
        } else {
            let shared = std::sync::Arc::new(std::sync::Mutex::new(Some(cx.waker().clone())));
            self.shared = Some(shared.clone());
            let until = self.until;
            std::thread::spawn(move || {
                std::thread::sleep(until.saturating_duration_since(Instant::now()));
                let waker = shared.lock().unwrap().take();
                if let Some(waker) = waker {
                    waker.wake();
                }
            });
        }
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        if let Some(shared) = &self.shared {
            shared.lock().unwrap().take();
        }
    }
}
