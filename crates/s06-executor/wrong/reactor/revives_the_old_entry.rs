//~ stale-waker in registered_anew_wakes_only_the_new_waker
//! "An entry that was crossed out can be used again." It comes back to life with the waker that it
//! had, which is not the one that was left last.

use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
pub struct Reactor(Mutex<State>);

#[derive(Default)]
struct State {
    entries: Vec<Entry>,
    count: u64,
}

struct Entry {
    at: Tick,
    id: u64,
    waker: Waker,
    crossed_out: bool,
}

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }

    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let mut state = self.0.lock().unwrap();
        state.count += 1;
        let id = state.count;
        let mut crossed_out = state.entries.iter_mut().filter(|entry| entry.crossed_out);
        if let Some(entry) = crossed_out.find(|entry| entry.at == at) {
            entry.crossed_out = false;
            entry.id = id;
            return Id(id);
        }
        state.entries.push(Entry {
            at,
            id,
            waker: waker.clone(),
            crossed_out: false,
        });
        Id(id)
    }

    pub fn deregister(&self, id: Id) {
        let mut state = self.0.lock().unwrap();
        if let Some(entry) = state.entries.iter_mut().find(|entry| entry.id == id.0) {
            entry.crossed_out = true;
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
        state.entries.sort_by_key(|entry| entry.at);
        let place = state
            .entries
            .iter()
            .position(|entry| entry.at <= now && entry.id <= newest && !entry.crossed_out)?;
        Some(state.entries.remove(place).waker)
    }

    pub fn next_deadline(&self) -> Option<Tick> {
        let state = self.0.lock().unwrap();
        let waiting = state.entries.iter().filter(|entry| !entry.crossed_out);
        waiting.map(|entry| entry.at).min()
    }
}
