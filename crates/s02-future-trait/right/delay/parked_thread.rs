//! A thread that begins with the first poll, parks, and is unparked when the delay is dropped.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use futures::task::AtomicWaker;

#[derive(Default)]
struct Shared {
    over: AtomicBool,
    dropped: AtomicBool,
    waker: AtomicWaker,
}

pub struct Delay {
    duration: Duration,
    shared: Arc<Shared>,
    thread: Option<Thread>,
}

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        Delay {
            duration,
            shared: Arc::default(),
            thread: None,
        }
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        let this = self.get_mut();
        this.shared.waker.register(cx.waker());
        if this.thread.is_none() {
            let (shared, until) = (Arc::clone(&this.shared), Instant::now() + this.duration);
            let handle = thread::spawn(move || {
                while !shared.dropped.load(Ordering::Acquire) {
                    let left = until.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        shared.over.store(true, Ordering::Release);
                        shared.waker.wake();
                        return;
                    }
                    thread::park_timeout(left);
                }
            });
            this.thread = Some(handle.thread().clone());
        }
        if this.shared.over.load(Ordering::Acquire) {
            Poll::Ready("時間経過!".to_owned())
        } else {
            Poll::Pending
        }
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        self.shared.waker.take();
        self.shared.dropped.store(true, Ordering::Release);
        if let Some(thread) = &self.thread {
            thread.unpark();
        }
    }
}
