//~ panic in nobody_waits_then_nothing_to_do
//! "Why would anybody turn an empty reactor?" An executor turns it before every sleep.

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
        let mut due = Vec::new();
        {
            let mut state = self.0.lock().unwrap();
            state.entries.sort_by_key(|entry| entry.0);
            while state.entries[0].0 <= now {
                due.push(state.entries.remove(0));
                if state.entries.is_empty() {
                    break;
                }
            }
        }
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
