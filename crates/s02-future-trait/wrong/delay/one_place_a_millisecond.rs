//~ lost-wake in two_hundred_are_over_together
//! "A map from the end to the waker is sorted." Of two delays that end in the same millisecond one
//! takes the place of the other.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Condvar, LazyLock, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

static ZERO: LazyLock<Instant> = LazyLock::new(Instant::now);
static MAP: Mutex<BTreeMap<u128, Waker>> = Mutex::new(BTreeMap::new());
static BELL: Condvar = Condvar::new();
static RUN: LazyLock<()> = LazyLock::new(|| {
    thread::spawn(|| {
        let mut m = MAP.lock().unwrap();
        loop {
            let now = ZERO.elapsed().as_millis();
            match m.first_key_value().map(|(k, _)| *k) {
                None => m = BELL.wait(m).unwrap(),
                Some(k) if k > now => {
                    m = BELL
                        .wait_timeout(m, Duration::from_millis((k - now) as u64))
                        .unwrap()
                        .0
                }
                Some(k) => {
                    let w = m.remove(&k);
                    drop(m);
                    if let Some(w) = w {
                        w.wake();
                    }
                    m = MAP.lock().unwrap();
                }
            }
        }
    });
});

pub struct Delay {
    at: u128,
}

impl Delay {
    pub fn new(d: Duration) -> Delay {
        Delay {
            at: (ZERO.elapsed() + d).as_millis() + 1,
        }
    }
}

impl Future for Delay {
    type Output = String;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        LazyLock::force(&RUN);
        let w = cx.waker().clone();
        let mut m = MAP.lock().unwrap();
        if ZERO.elapsed().as_millis() >= self.at {
            return Poll::Ready("時間経過!".into());
        }
        m.insert(self.at, w);
        BELL.notify_one();
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        MAP.lock().unwrap().remove(&self.at);
    }
}
