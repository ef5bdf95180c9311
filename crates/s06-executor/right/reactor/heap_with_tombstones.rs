//! A heap of moments; what is cancelled is only crossed out, and skipped when it comes to the top.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
pub struct Reactor(Mutex<State>);

#[derive(Default)]
struct State {
    heap: BinaryHeap<Reverse<(Tick, u64)>>,
    /// What a turn has come by that is newer than itself.
    aside: Vec<Reverse<(Tick, u64)>>,
    wakers: HashMap<u64, Waker>,
    count: u64,
}

impl Reactor {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let mut state = self.0.lock().unwrap();
        state.count += 1;
        let id = state.count;
        state.heap.push(Reverse((at, id)));
        state.wakers.insert(id, waker.clone());
        Id(id)
    }

    pub fn deregister(&self, id: Id) {
        self.0.lock().unwrap().wakers.remove(&id.0);
    }

    pub fn turn(&self, now: Tick) -> usize {
        let newest = self.0.lock().unwrap().count;
        let mut count = 0;
        // One at a time: the lock is free whenever a waker runs.
        while let Some(waker) = self.pop_due(now, newest) {
            count += 1;
            waker.wake();
        }
        let mut state = self.0.lock().unwrap();
        let aside = std::mem::take(&mut state.aside);
        state.heap.extend(aside);
        count
    }

    fn pop_due(&self, now: Tick, newest: u64) -> Option<Waker> {
        let mut state = self.0.lock().unwrap();
        while let Some(&Reverse((at, id))) = state.heap.peek() {
            if at > now {
                return None;
            }
            let top = state.heap.pop();
            if id > newest {
                state.aside.extend(top);
            } else if let Some(waker) = state.wakers.remove(&id) {
                return Some(waker);
            }
        }
        None
    }

    pub fn next_deadline(&self) -> Option<Tick> {
        let mut state = self.0.lock().unwrap();
        let aside = std::mem::take(&mut state.aside);
        state.heap.extend(aside);
        while let Some(&Reverse((at, id))) = state.heap.peek() {
            if state.wakers.contains_key(&id) {
                return Some(at);
            }
            state.heap.pop();
        }
        None
    }
}
