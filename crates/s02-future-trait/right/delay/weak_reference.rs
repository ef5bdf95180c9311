//! The sleeping thread keeps only a weak reference; a dropped delay leaves it nothing to wake.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

pub struct Delay {
    at: Instant,
    waker: Option<Arc<Mutex<Waker>>>,
}

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        Delay {
            at: Instant::now() + duration,
            waker: None,
        }
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        match &self.waker {
            Some(waker) => waker.lock().unwrap().clone_from(cx.waker()),
            None => {
                let waker = Arc::new(Mutex::new(cx.waker().clone()));
                let (weak, at) = (Arc::downgrade(&waker), self.at);
                self.waker = Some(waker);
                thread::spawn(move || {
                    thread::sleep(at.saturating_duration_since(Instant::now()));
                    let waker = weak.upgrade().map(|waker| waker.lock().unwrap().clone());
                    if let Some(waker) = waker {
                        waker.wake();
                    }
                });
            }
        }
        // Looked at after the waker is in place: what the thread sees last, we see first.
        if Instant::now() < self.at {
            return Poll::Pending;
        }
        Poll::Ready("時間経過!".to_owned())
    }
}
