//~ busy-poll in sleeps_until_woken
//! "Wake them all now and then, each looks at the clock itself." A thousand tasks that wait cost a
//! thousand polls at each tick.

use std::pin::Pin;
use std::sync::{LazyLock, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

static ALL: LazyLock<Mutex<Vec<Waker>>> = LazyLock::new(|| {
    thread::spawn(|| {
        loop {
            thread::sleep(Duration::from_millis(1));
            let all = std::mem::take(&mut *ALL.lock().unwrap());
            for waker in all {
                waker.wake();
            }
        }
    });
    Mutex::new(Vec::new())
});

pub struct Delay(Instant);

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        Delay(Instant::now() + duration)
    }
}

impl Future for Delay {
    type Output = String;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        if Instant::now() >= self.0 {
            return Poll::Ready("時間経過!".into());
        }
        ALL.lock().unwrap().push(cx.waker().clone());
        Poll::Pending
    }
}
