//! A list that is searched for the next one to wake, again and again.

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
        let newest = self.0.lock().unwrap().count;
        let next = || {
            let entries = &mut self.0.lock().unwrap().entries;
            let due = (0..entries.len()).filter(|&place| {
                let (at, id, _) = entries[place];
                at <= now && id <= newest
            });
            let place = due.min_by_key(|&place| entries[place].0)?;
            Some(entries.swap_remove(place).2)
        };
        std::iter::from_fn(next).map(Waker::wake).count()
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
