//~ needless-wake in deregistered_by_a_waker_of_the_same_turn_then_not_woken
//! "First take them out, then wake them without the lock." Whoever is taken out can no longer be
//! deregistered: the timeout that lost its race fires all the same.

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
        let (mut due, later) = std::mem::take(&mut state.entries)
            .into_iter()
            .partition::<Vec<_>, _>(|entry| entry.0 <= now);
        state.entries = later;
        drop(state);
        due.sort_by_key(|entry| entry.0);
        let count = due.len();
        due.into_iter().for_each(|entry| entry.2.wake());
        count
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
