//~ lost-wake in three_hundred_wait_then_all_are_woken
//! "A byte is enough to number those who wait." The 257th has the number of the first, and takes its
//! place.

use std::collections::BTreeMap;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
#[derive(Clone)]
pub struct Gate {
    shared: Arc<Mutex<Shared>>,
}

#[derive(Default)]
struct Shared {
    open: bool,
    waiters: u8,
    wakers: BTreeMap<u8, Waker>,
}

impl Gate {
    pub fn new() -> Gate {
        Gate {
            shared: Arc::default(),
        }
    }
    pub fn open(&self) {
        let wakers = {
            let mut shared = lock(&self.shared);
            shared.open = true;
            mem::take(&mut shared.wakers)
        };
        for waker in wakers.into_values() {
            waker.wake();
        }
    }
    pub fn wait(&self) -> impl Future<Output = ()> {
        let number = {
            let mut shared = lock(&self.shared);
            shared.waiters = shared.waiters.wrapping_add(1);
            shared.waiters
        };
        Wait {
            shared: Arc::clone(&self.shared),
            number,
        }
    }
}
struct Wait {
    shared: Arc<Mutex<Shared>>,
    number: u8,
}

impl Future for Wait {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut shared = lock(&self.shared);
        if shared.open {
            return Poll::Ready(());
        }
        shared.wakers.insert(self.number, cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        lock(&self.shared).wakers.remove(&self.number);
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
