//~ thread-per-poll in polled_by_many_tasks_then_few_threads
//! "A new waker needs a new thread; the same waker does not." A task that keeps moving starts a thread
//! with each poll.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

pub struct Delay {
    at: Instant,
    last: Option<Waker>,
    dropped: Arc<AtomicBool>,
}

impl Delay {
    pub fn new(d: Duration) -> Delay {
        Delay {
            at: Instant::now() + d,
            last: None,
            dropped: Arc::default(),
        }
    }
}

impl Future for Delay {
    type Output = String;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        if Instant::now() >= self.at {
            return Poll::Ready("時間経過!".into());
        }
        if !self.last.as_ref().is_some_and(|w| w.will_wake(cx.waker())) {
            self.last = Some(cx.waker().clone());
            let (w, at, dropped) = (cx.waker().clone(), self.at, self.dropped.clone());
            thread::spawn(move || {
                thread::sleep(at.saturating_duration_since(Instant::now()));
                if !dropped.load(Ordering::SeqCst) {
                    w.wake();
                }
            });
        }
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        self.dropped.store(true, Ordering::SeqCst);
    }
}
