//! A list behind a lock, and a slow service that has something to say about it.

use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, TryLockError};

use probe::trace::{call, moment};

/// A list behind a lock of `std`.
pub struct Store {
    /// The list. It needs no longer than an expression to be read, or to be changed.
    pub items: Mutex<Vec<u32>>,
    wait: Box<dyn Fn() -> Wait + Send + Sync>,
    in_io: AtomicUsize,
    held: AtomicUsize,
}

/// For the tests: what a call of the service waits for.
pub type Wait = Pin<Box<dyn Future<Output = ()> + Send>>;

impl Store {
    /// Waits for the service.
    pub async fn io(&self) {
        self.in_io.fetch_add(1, Ordering::SeqCst);
        self.note_a_held_lock();
        let call = call("the service");
        (self.wait)().await;
        call.ends();
        self.in_io.fetch_sub(1, Ordering::SeqCst);
    }

    /// Asks the service to revise a list. What it returns is the same list, with one more item.
    pub async fn revise(&self, mut items: Vec<u32>) -> Vec<u32> {
        self.io().await;
        items.push(next(&items));
        items
    }

    /// For the tests: a store with these items, and a service that waits for what `wait` returns.
    pub fn new(items: &[u32], wait: impl Fn() -> Wait + Send + Sync + 'static) -> Store {
        Store {
            items: Mutex::new(items.to_vec()),
            wait: Box::new(wait),
            in_io: AtomicUsize::new(0),
            held: AtomicUsize::new(0),
        }
    }

    /// For the tests: how many calls wait for the service.
    pub fn in_io(&self) -> usize {
        self.in_io.load(Ordering::SeqCst)
    }

    /// For the tests: how often the lock was taken when the service was called.
    pub fn held(&self) -> usize {
        self.held.load(Ordering::SeqCst)
    }

    /// For the tests: whether the lock can be had.
    pub fn is_free(&self) -> bool {
        !matches!(self.items.try_lock(), Err(TryLockError::WouldBlock))
    }

    fn note_a_held_lock(&self) {
        if !self.is_free() {
            moment("lock is taken");
            self.held.fetch_add(1, Ordering::SeqCst);
        }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Store").field(&self.items).finish()
    }
}

/// The item that the service adds to a list.
pub fn next(items: &[u32]) -> u32 {
    items
        .iter()
        .fold(1, |sum, &item| sum.wrapping_mul(31).wrapping_add(item))
}
