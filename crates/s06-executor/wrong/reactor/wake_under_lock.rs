//~ wake-under-lock in woken_task_uses_the_reactor_at_once
//! "Find them and wake them in one go." The woken task wants to register again, and finds the door
//! locked by the very call that woke it.

use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
pub struct Reactor(Mutex<State>);

#[derive(Default)]
struct State {
    entries: Vec<(Tick, u64, Waker)>,
    count: u64,
}

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }

    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let mut state = self.0.lock().unwrap();
        state.count += 1;
        let id = state.count;
        state.entries.push((at, id, waker.clone()));
        Id(id)
    }

    pub fn deregister(&self, id: Id) {
        self.0
            .lock()
            .unwrap()
            .entries
            .retain(|entry| entry.1 != id.0);
    }

    pub fn turn(&self, now: Tick) -> usize {
        let mut state = self.0.lock().unwrap();
        state.entries.sort_by_key(|entry| entry.0);
        let due = state.entries.partition_point(|entry| entry.0 <= now);
        for (_, _, waker) in state.entries.drain(..due) {
            waker.wake();
        }
        due
    }

    pub fn next_deadline(&self) -> Option<Tick> {
        self.0
            .lock()
            .unwrap()
            .entries
            .iter()
            .map(|entry| entry.0)
            .min()
    }
}
