//~ register-race in over_at_every_instruction_of_a_poll
//! "The lock is held for as short a time as possible." The clock is looked at before it: when the
//! time ends in between, the thread calls the old waker, and the new one is put where nobody looks.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

pub struct Delay {
    when: Instant,
    waker: Option<Arc<Mutex<Waker>>>,
}

impl Delay {
    pub fn new(d: Duration) -> Delay {
        Delay {
            when: Instant::now() + d,
            waker: None,
        }
    }
}

impl Future for Delay {
    type Output = String;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        if Instant::now() >= self.when {
            return Poll::Ready("時間経過!".to_owned());
        }
        let fresh = cx.waker().clone();
        match &self.waker {
            Some(slot) => *slot.lock().unwrap() = fresh,
            None => {
                let (when, slot) = (self.when, Arc::new(Mutex::new(fresh)));
                let weak = Arc::downgrade(&slot);
                self.waker = Some(slot);
                thread::spawn(move || {
                    thread::sleep(when.saturating_duration_since(Instant::now()));
                    if let Some(slot) = weak.upgrade() {
                        let w = slot.lock().unwrap().clone();
                        w.wake();
                    }
                });
            }
        }
        Poll::Pending
    }
}
