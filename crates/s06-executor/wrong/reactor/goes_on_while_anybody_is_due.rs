//~ needless-wake in registered_inside_a_wake_then_the_next_turn
//! "Wake one after the other until nobody is due." A task that registers again for a moment which
//! has come is woken again by the same turn, and the turn may never end.

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
        let mut count = 0;
        loop {
            let mut state = self.0.lock().unwrap();
            state.entries.sort_by_key(|entry| entry.0);
            if state.entries.first().is_none_or(|entry| entry.0 > now) {
                return count;
            }
            let (_, _, waker) = state.entries.remove(0);
            drop(state);
            waker.wake();
            count += 1;
        }
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
