//~ stale-waker in polled_by_another_task_then_that_one_is_woken
//! "The thread has the waker already." It has that of the first poll; the task has moved since.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

pub struct Delay {
    when: Instant,
    waker: Option<Arc<Mutex<Option<Waker>>>>,
}

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        Delay {
            when: Instant::now() + duration,
            waker: None,
        }
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        if Instant::now() >= self.when {
            return Poll::Ready("時間経過!".to_string());
        }
        if self.waker.is_none() {
            let waker = Arc::new(Mutex::new(Some(cx.waker().clone())));
            self.waker = Some(waker.clone());
            let when = self.when;
            thread::spawn(move || {
                thread::sleep(when.saturating_duration_since(Instant::now()));
                if let Some(waker) = waker.lock().unwrap().take() {
                    waker.wake();
                }
            });
        }
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        if let Some(waker) = &self.waker {
            waker.lock().unwrap().take();
        }
    }
}
