//~ needless-wake in two_reactors_share_nothing
//! "There is one reactor in a program." There may be one for each executor, and a turn of the one
//! wakes the tasks of the other.

use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
pub struct Reactor;

struct State {
    entries: Vec<(Tick, u64, Waker)>,
    count: u64,
}

static STATE: Mutex<State> = Mutex::new(State {
    entries: Vec::new(),
    count: 0,
});

impl Reactor {
    pub fn new() -> Reactor {
        Reactor
    }

    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let mut state = STATE.lock().unwrap();
        state.count += 1;
        let id = state.count;
        state.entries.push((at, id, waker.clone()));
        Id(id)
    }

    pub fn deregister(&self, id: Id) {
        let mut state = STATE.lock().unwrap();
        state.entries.retain(|entry| entry.1 != id.0);
    }

    pub fn turn(&self, now: Tick) -> usize {
        let newest = STATE.lock().unwrap().count;
        let mut count = 0;
        while let Some(waker) = next_due(now, newest) {
            waker.wake();
            count += 1;
        }
        count
    }

    pub fn next_deadline(&self) -> Option<Tick> {
        let state = STATE.lock().unwrap();
        state.entries.iter().map(|entry| entry.0).min()
    }
}

fn next_due(now: Tick, newest: u64) -> Option<Waker> {
    let mut state = STATE.lock().unwrap();
    state.entries.sort_by_key(|entry| entry.0);
    let is_due = |entry: &(Tick, u64, Waker)| entry.0 <= now && entry.1 <= newest;
    let place = state.entries.iter().position(is_due)?;
    Some(state.entries.remove(place).2)
}
