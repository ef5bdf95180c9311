//~ lost-wake in equal_deadlines_are_all_woken
//! "A map from the moment to the waker." Two tasks may wait for the same moment; one of them is
//! overwritten.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(Tick);

#[derive(Default)]
pub struct Reactor(Mutex<BTreeMap<Tick, Waker>>);

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }

    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        self.0.lock().unwrap().insert(at, waker.clone());
        Id(at)
    }

    pub fn deregister(&self, id: Id) {
        self.0.lock().unwrap().remove(&id.0);
    }

    pub fn turn(&self, now: Tick) -> usize {
        let due = {
            let mut waiting = self.0.lock().unwrap();
            let later = waiting.split_off(&(now + 1));
            std::mem::replace(&mut *waiting, later)
        };
        let count = due.len();
        due.into_values().for_each(Waker::wake);
        count
    }

    pub fn next_deadline(&self) -> Option<Tick> {
        self.0.lock().unwrap().keys().next().copied()
    }
}
