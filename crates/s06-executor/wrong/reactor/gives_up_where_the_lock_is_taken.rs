//~ needless-wake in two_calls_meet_at_every_instruction
//! "Nobody shall wait for a lock just to forget something." Where another thread is at work in the
//! reactor, the registration stays, and its task is woken for nothing.

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
        if let Ok(mut state) = self.0.try_lock() {
            state.entries.retain(|entry| entry.1 != id.0);
        }
    }

    pub fn turn(&self, now: Tick) -> usize {
        let newest = self.0.lock().unwrap().count;
        let mut count = 0;
        while let Some(waker) = self.next_due(now, newest) {
            waker.wake();
            count += 1;
        }
        count
    }

    fn next_due(&self, now: Tick, newest: u64) -> Option<Waker> {
        let mut state = self.0.lock().unwrap();
        state.entries.sort_by_key(|entry| entry.0);
        let is_due = |entry: &(Tick, u64, Waker)| entry.0 <= now && entry.1 <= newest;
        let place = state.entries.iter().position(is_due)?;
        Some(state.entries.remove(place).2)
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
