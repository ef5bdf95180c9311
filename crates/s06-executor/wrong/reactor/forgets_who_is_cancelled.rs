//~ wrong-result in next_deadline_is_the_earliest_that_still_counts
//! "The top of the heap is the next." It may be one that was taken back; the thread gets up for
//! nobody.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
pub struct Reactor(Mutex<State>);

#[derive(Default)]
struct State {
    moments: BTreeMap<(Tick, u64), ()>,
    wakers: HashMap<u64, Waker>,
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
        state.moments.insert((at, id), ());
        state.wakers.insert(id, waker.clone());
        Id(id)
    }

    pub fn deregister(&self, id: Id) {
        self.0.lock().unwrap().wakers.remove(&id.0);
    }

    pub fn turn(&self, now: Tick) -> usize {
        let due: Vec<Waker> = {
            let mut state = self.0.lock().unwrap();
            let due: Vec<_> = state
                .moments
                .extract_if(..=(now, u64::MAX), |_, ()| true)
                .collect();
            due.iter()
                .filter_map(|((_, id), ())| state.wakers.remove(id))
                .collect()
        };
        let count = due.len();
        due.into_iter().for_each(Waker::wake);
        count
    }

    pub fn next_deadline(&self) -> Option<Tick> {
        self.0
            .lock()
            .unwrap()
            .moments
            .keys()
            .next()
            .map(|(at, _)| *at)
    }
}
