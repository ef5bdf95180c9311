//! One thread for all delays, with a heap of deadlines. The deadline is checked by the clock.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, OnceLock};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

type Slot = Arc<Mutex<Option<Waker>>>;

struct Entry {
    at: Instant,
    slot: Slot,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        self.at == other.at
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Entry) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Entry) -> std::cmp::Ordering {
        self.at.cmp(&other.at)
    }
}

#[derive(Default)]
struct Timer {
    heap: Mutex<BinaryHeap<Reverse<Entry>>>,
    changed: Condvar,
}

fn timer() -> &'static Timer {
    static TIMER: OnceLock<Timer> = OnceLock::new();
    let mut first = false;
    let timer = TIMER.get_or_init(|| {
        first = true;
        Timer::default()
    });
    if first {
        thread::Builder::new()
            .name("timer".to_owned())
            .spawn(|| timer.run())
            .unwrap();
    }
    timer
}

impl Timer {
    fn run(&self) {
        let mut heap = self.heap.lock().unwrap();
        loop {
            let now = Instant::now();
            let next = heap.peek().map(|Reverse(entry)| entry.at);
            heap = match next {
                None => self.changed.wait(heap).unwrap(),
                Some(at) if at > now => self.changed.wait_timeout(heap, at - now).unwrap().0,
                Some(_) => {
                    let Reverse(entry) = heap.pop().unwrap();
                    drop(heap);
                    let waker = entry.slot.lock().unwrap().take();
                    if let Some(waker) = waker {
                        waker.wake();
                    }
                    self.heap.lock().unwrap()
                }
            };
        }
    }
}

pub struct Delay {
    at: Instant,
    slot: Option<Slot>,
}

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        Delay {
            at: Instant::now() + duration,
            slot: None,
        }
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        if let Some(slot) = &self.slot {
            let mut waker = slot.lock().unwrap();
            match &*waker {
                Some(waker) if waker.will_wake(cx.waker()) => {}
                _ => *waker = Some(cx.waker().clone()),
            }
        } else if Instant::now() < self.at {
            let slot = Arc::new(Mutex::new(Some(cx.waker().clone())));
            self.slot = Some(Arc::clone(&slot));
            let at = self.at;
            let timer = timer();
            timer.heap.lock().unwrap().push(Reverse(Entry { at, slot }));
            timer.changed.notify_one();
        }
        if Instant::now() >= self.at {
            Poll::Ready("時間経過!".to_owned())
        } else {
            Poll::Pending
        }
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        if let Some(slot) = &self.slot {
            slot.lock().unwrap().take();
        }
    }
}
