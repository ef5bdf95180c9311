//! One thread looks through all delays every few milliseconds. Coarse, and within the rules.

use std::pin::Pin;
use std::sync::{Arc, LazyLock, Mutex, Weak};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

struct Entry {
    at: Instant,
    waker: Mutex<Option<Waker>>,
}

static ALL: LazyLock<Mutex<Vec<Weak<Entry>>>> = LazyLock::new(|| {
    thread::spawn(|| {
        loop {
            thread::sleep(Duration::from_millis(5));
            let now = Instant::now();
            let mut due = Vec::new();
            ALL.lock().unwrap().retain(|weak| match weak.upgrade() {
                None => false,
                Some(entry) if entry.at <= now => {
                    due.extend(entry.waker.lock().unwrap().take());
                    false
                }
                Some(_) => true,
            });
            for waker in due {
                waker.wake();
            }
        }
    });
    Mutex::new(Vec::new())
});

pub struct Delay(Arc<Entry>);

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        let entry = Arc::new(Entry {
            at: Instant::now() + duration,
            waker: Mutex::default(),
        });
        Delay(entry)
    }
}

impl Future for Delay {
    type Output = String;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        if Instant::now() >= self.0.at {
            return Poll::Ready("時間経過!".into());
        }
        let waker = self.0.waker.lock().unwrap().replace(cx.waker().clone());
        if waker.is_none() {
            ALL.lock().unwrap().push(Arc::downgrade(&self.0));
        }
        Poll::Pending
    }
}
