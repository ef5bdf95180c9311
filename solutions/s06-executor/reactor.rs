//! An ordered map from (moment, number) to waker: the number keeps equal moments apart.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Waker;

/// A moment. Time stands still until somebody calls [`Reactor::turn`].
pub type Tick = u64;

/// Names one registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id {
    at: Tick,
    number: u64,
}

/// Wakes tasks when their moment has come. Threads share it.
#[derive(Default)]
pub struct Reactor {
    timers: Mutex<Timers>,
}

#[derive(Default)]
struct Timers {
    waiting: BTreeMap<Id, Waker>,
    registered: u64,
}

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }

    fn lock(&self) -> MutexGuard<'_, Timers> {
        self.timers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks that `waker` is called as soon as the time is `at`.
    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let mut timers = self.lock();
        timers.registered += 1;
        let id = Id {
            at,
            number: timers.registered,
        };
        timers.waiting.insert(id, waker.clone());
        id
    }

    /// Takes a registration back. Does nothing where it has been served already.
    pub fn deregister(&self, id: Id) {
        // Bound to a name, so that the waker is dropped after the lock is released.
        let _forgotten = self.lock().waiting.remove(&id);
    }

    /// The time is `now`: wakes all who are due, the earliest first, and returns how many.
    pub fn turn(&self, now: Tick) -> usize {
        // What is registered from here on belongs to the next turn.
        let last = self.lock().registered;
        let mut count = 0;
        while let Some(waker) = self.next_due(now, last) {
            // Without the lock: a woken task may use the reactor inside this very call.
            waker.wake();
            count += 1;
        }
        count
    }

    /// One at a time, and not all who are due at once: a waker may deregister the next one.
    fn next_due(&self, now: Tick, last: u64) -> Option<Waker> {
        let mut timers = self.lock();
        let mut due = timers.waiting.keys().take_while(|id| id.at <= now);
        let next = *due.find(|id| id.number <= last)?;
        timers.waiting.remove(&next)
    }

    /// The earliest moment that anybody waits for.
    pub fn next_deadline(&self) -> Option<Tick> {
        let timers = self.lock();
        timers.waiting.first_key_value().map(|(id, _)| id.at)
    }
}
