//~ waker-pile-up in polled_by_many_tasks_then_few_threads
//! "The same waker is not stored twice." Different ones are, all of them, and only the last is ever called.

use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

struct Shared {
    until: Instant,
    over: bool,
    gone: bool,
    wakers: Vec<Waker>,
}

pub struct Delay(Arc<(Mutex<Shared>, Condvar)>);

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        let shared = Shared {
            until: Instant::now() + duration,
            over: duration.is_zero(),
            gone: false,
            wakers: Vec::new(),
        };
        let both = Arc::new((Mutex::new(shared), Condvar::new()));
        let clock = Arc::clone(&both);
        thread::spawn(move || {
            let mut shared = clock.0.lock().unwrap();
            while !shared.gone {
                let left = shared.until.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    shared.over = true;
                    let waker = shared.wakers.pop();
                    drop(shared);
                    if let Some(waker) = waker {
                        waker.wake();
                    }
                    return;
                }
                shared = clock.1.wait_timeout(shared, left).unwrap().0;
            }
        });
        Delay(both)
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        let mut shared = self.0.0.lock().unwrap();
        if shared.over {
            return Poll::Ready("時間経過!".to_owned());
        }
        let is_there = shared
            .wakers
            .last()
            .is_some_and(|last| last.will_wake(cx.waker()));
        if !is_there {
            shared.wakers.push(cx.waker().clone());
        }
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        let mut shared = self.0.0.lock().unwrap();
        shared.gone = true;
        shared.wakers.clear();
        drop(shared);
        self.0.1.notify_one();
    }
}
