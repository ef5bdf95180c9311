//~ ready-too-early in begun_at_any_moment_then_not_too_early
//! "A clock that ticks every 10 ms is fine enough." It is, where the end is rounded up; rounded down, a
//! delay is over up to 10 ms too early.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Condvar, Mutex, OnceLock};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

const TICK: Duration = Duration::from_millis(10);

/// The delays of each tick, and who waits for them.
struct Wheel {
    start: Instant,
    wakers: Mutex<BTreeMap<(u32, u64), Waker>>,
    number: Mutex<u64>,
    changed: Condvar,
}

fn wheel() -> &'static Wheel {
    static WHEEL: OnceLock<Wheel> = OnceLock::new();
    WHEEL.get_or_init(|| {
        thread::spawn(|| wheel().turn());
        Wheel {
            start: Instant::now(),
            wakers: Mutex::default(),
            number: Mutex::default(),
            changed: Condvar::new(),
        }
    })
}

impl Wheel {
    fn tick_at(&self, when: Instant) -> u32 {
        ((when - self.start).as_millis() / TICK.as_millis()) as u32
    }

    fn turn(&self) {
        let mut wakers = self.wakers.lock().unwrap();
        loop {
            let Some(&(tick, _)) = wakers.keys().next() else {
                wakers = self.changed.wait(wakers).unwrap();
                continue;
            };
            let at = self.start + TICK * tick;
            let left = at.saturating_duration_since(Instant::now());
            if !left.is_zero() {
                wakers = self.changed.wait_timeout(wakers, left).unwrap().0;
            } else if let Some((_, waker)) = wakers.pop_first() {
                drop(wakers);
                waker.wake();
                wakers = self.wakers.lock().unwrap();
            }
        }
    }
}

pub struct Delay {
    key: (u32, u64),
}

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        let mut number = wheel().number.lock().unwrap();
        *number += 1;
        let tick = wheel().tick_at(Instant::now() + duration);
        Delay {
            key: (tick, *number),
        }
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        let mut wakers = wheel().wakers.lock().unwrap();
        if wheel().tick_at(Instant::now()) >= self.key.0 {
            return Poll::Ready("時間経過!".to_owned());
        }
        wakers.insert(self.key, cx.waker().clone());
        drop(wakers);
        wheel().changed.notify_one();
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        wheel().wakers.lock().unwrap().remove(&self.key);
    }
}
