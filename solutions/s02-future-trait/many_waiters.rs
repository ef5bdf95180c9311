//! Each waiter has a number, and its waker a place under that number.

use std::collections::BTreeMap;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// A gate that is closed until it is opened, and open from then on. Clones are the same gate.
#[derive(Clone)]
pub struct Gate {
    shared: Arc<Mutex<Shared>>,
}

#[derive(Default)]
struct Shared {
    open: bool,
    /// Waiters so far: the number of the next one.
    waiters: u64,
    wakers: BTreeMap<u64, Waker>,
}

impl Gate {
    /// A closed gate.
    pub fn new() -> Gate {
        Gate {
            shared: Arc::default(),
        }
    }

    /// Opens the gate and lets everybody through who waits.
    pub fn open(&self) {
        let wakers = {
            let mut shared = lock(&self.shared);
            shared.open = true;
            mem::take(&mut shared.wakers)
        };
        // Without the lock: a woken task may be polled inside this call, and needs it.
        for waker in wakers.into_values() {
            waker.wake();
        }
    }

    /// Waits until the gate is open.
    pub fn wait(&self) -> impl Future<Output = ()> {
        let number = {
            let mut shared = lock(&self.shared);
            shared.waiters += 1;
            shared.waiters
        };
        Wait {
            shared: Arc::clone(&self.shared),
            number,
        }
    }
}

/// One that waits.
struct Wait {
    shared: Arc<Mutex<Shared>>,
    number: u64,
}

impl Future for Wait {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut shared = lock(&self.shared);
        if shared.open {
            return Poll::Ready(());
        }
        // The number, not the waker, says who waits: two waiters of one task have the same waker.
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
