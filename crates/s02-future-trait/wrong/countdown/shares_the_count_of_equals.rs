//~ ready-too-early in two_at_once_then_each_has_its_own_count
//! "Two countdowns from the same number are the same countdown." Each poll of the one takes a turn away
//! from the other.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::task::{Context, Poll};

static COUNTS: Mutex<BTreeMap<u32, Weak<AtomicU32>>> = Mutex::new(BTreeMap::new());

pub struct Countdown {
    left: Arc<AtomicU32>,
}

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        let mut counts = COUNTS.lock().unwrap();
        if let Some(left) = counts.get(&left).and_then(Weak::upgrade) {
            return Countdown { left };
        }
        let count = Arc::new(AtomicU32::new(left));
        counts.insert(left, Arc::downgrade(&count));
        Countdown { left: count }
    }
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        let left = self.left.load(Ordering::SeqCst);
        if left == 0 {
            return Poll::Ready("liftoff");
        }
        self.left.store(left - 1, Ordering::SeqCst);
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
