//~ restarted-timer in polled_by_another_task_then_its_time_goes_on
//! "The time begins with the first poll of a task." With each task that it moves to, it begins anew.

use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

struct Shared {
    until: Instant,
    over: bool,
    gone: bool,
    waker: Option<Waker>,
}

pub struct Delay(Arc<(Mutex<Shared>, Condvar)>, Duration);

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        let shared = Shared {
            until: Instant::now() + duration,
            over: duration.is_zero(),
            gone: false,
            waker: None,
        };
        let both = Arc::new((Mutex::new(shared), Condvar::new()));
        let clock = Arc::clone(&both);
        thread::spawn(move || {
            let mut shared = clock.0.lock().unwrap();
            while !shared.gone {
                let left = shared.until.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    shared.over = true;
                    let waker = shared.waker.take();
                    drop(shared);
                    if let Some(waker) = waker {
                        waker.wake();
                    }
                    return;
                }
                shared = clock.1.wait_timeout(shared, left).unwrap().0;
            }
        });
        Delay(both, duration)
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        let mut shared = self.0.0.lock().unwrap();
        if shared.over {
            return Poll::Ready("時間経過!".to_owned());
        }
        let is_same = shared
            .waker
            .as_ref()
            .is_some_and(|waker| waker.will_wake(cx.waker()));
        if !is_same {
            shared.until = Instant::now() + self.1;
            shared.waker = Some(cx.waker().clone());
        }
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        let mut shared = self.0.0.lock().unwrap();
        shared.gone = true;
        shared.waker = None;
        drop(shared);
        self.0.1.notify_one();
    }
}
