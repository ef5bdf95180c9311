//~ lost-wake in first_and_last_moment_are_moments_as_well
//! "`saturating_add` overflows nowhere." At the last moment nothing is added, and whoever waits for
//! it counts as later.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(Tick, u64);

#[derive(Default)]
pub struct Reactor(Mutex<State>);

#[derive(Default)]
struct State {
    waiting: BTreeMap<(Tick, u64), Waker>,
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
        state.waiting.insert((at, id), waker.clone());
        Id(at, id)
    }

    pub fn deregister(&self, id: Id) {
        self.0.lock().unwrap().waiting.remove(&(id.0, id.1));
    }

    pub fn turn(&self, now: Tick) -> usize {
        let due = {
            let mut state = self.0.lock().unwrap();
            let later = state.waiting.split_off(&(now.saturating_add(1), 0));
            std::mem::replace(&mut state.waiting, later)
        };
        let count = due.len();
        due.into_values().for_each(Waker::wake);
        count
    }

    pub fn next_deadline(&self) -> Option<Tick> {
        let state = self.0.lock().unwrap();
        state.waiting.first_key_value().map(|(key, _)| key.0)
    }
}
