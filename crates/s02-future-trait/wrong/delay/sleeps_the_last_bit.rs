//~ blocking-poll in polled_until_it_is_over_then_no_poll_sleeps
//! "For the last two milliseconds it is not worth going to sleep." So the poll sleeps, and with it the
//! thread of the executor.

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

pub struct Delay(Arc<(Mutex<Shared>, Condvar)>);

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
        Delay(both)
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        let mut shared = self.0.0.lock().unwrap();
        let left = shared.until.saturating_duration_since(Instant::now());
        if left < Duration::from_millis(2) {
            drop(shared);
            thread::sleep(left);
            return Poll::Ready("時間経過!".to_owned());
        }
        if shared.over {
            return Poll::Ready("時間経過!".to_owned());
        }
        shared.waker = Some(cx.waker().clone());
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
