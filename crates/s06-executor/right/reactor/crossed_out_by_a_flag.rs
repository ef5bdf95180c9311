//! All who are due are taken out at once; a flag that list and turn share says who was crossed out
//! since.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

struct Entry {
    at: Tick,
    waker: Waker,
    crossed_out: Arc<AtomicBool>,
}

#[derive(Default)]
pub struct Reactor(Mutex<State>);

#[derive(Default)]
struct State {
    waiting: HashMap<u64, Entry>,
    /// Those that a turn has in its hand.
    due: HashMap<u64, Arc<AtomicBool>>,
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
        let entry = Entry {
            at,
            waker: waker.clone(),
            crossed_out: Arc::default(),
        };
        state.waiting.insert(id, entry);
        Id(id)
    }

    pub fn deregister(&self, id: Id) {
        let mut state = self.0.lock().unwrap();
        state.waiting.remove(&id.0);
        if let Some(flag) = state.due.get(&id.0) {
            flag.store(true, Ordering::SeqCst);
        }
    }

    pub fn turn(&self, now: Tick) -> usize {
        let mut state = self.0.lock().unwrap();
        let mut due: Vec<(u64, Entry)> = state
            .waiting
            .extract_if(|_, entry| entry.at <= now)
            .collect();
        for (id, entry) in &due {
            state.due.insert(*id, Arc::clone(&entry.crossed_out));
        }
        drop(state);
        due.sort_by_key(|(_, entry)| entry.at);
        let mut count = 0;
        for (id, entry) in due {
            self.0.lock().unwrap().due.remove(&id);
            if !entry.crossed_out.load(Ordering::SeqCst) {
                entry.waker.wake();
                count += 1;
            }
        }
        count
    }

    pub fn next_deadline(&self) -> Option<Tick> {
        let state = self.0.lock().unwrap();
        state.waiting.values().map(|entry| entry.at).min()
    }
}
