//~ lost-wake in registered_on_one_thread_then_woken_from_another
//~ needless-wake in two_reactors_share_nothing
//! "Interior mutability without a lock: a thread-local." Each thread has a list of its own, and all
//! reactors of a thread have the same one.

use std::cell::RefCell;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
pub struct Reactor;

#[derive(Default)]
struct State {
    entries: Vec<(Tick, u64, Waker)>,
    count: u64,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

impl Reactor {
    pub fn new() -> Reactor {
        Reactor
    }

    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        STATE.with_borrow_mut(|state| {
            state.count += 1;
            state.entries.push((at, state.count, waker.clone()));
            Id(state.count)
        })
    }

    pub fn deregister(&self, id: Id) {
        STATE.with_borrow_mut(|state| state.entries.retain(|entry| entry.1 != id.0));
    }

    pub fn turn(&self, now: Tick) -> usize {
        let newest = STATE.with_borrow(|state| state.count);
        let mut count = 0;
        while let Some(waker) = next_due(now, newest) {
            waker.wake();
            count += 1;
        }
        count
    }

    pub fn next_deadline(&self) -> Option<Tick> {
        STATE.with_borrow(|state| state.entries.iter().map(|entry| entry.0).min())
    }
}

fn next_due(now: Tick, newest: u64) -> Option<Waker> {
    STATE.with_borrow_mut(|state| {
        state.entries.sort_by_key(|entry| entry.0);
        let is_due = |entry: &(Tick, u64, Waker)| entry.0 <= now && entry.1 <= newest;
        let place = state.entries.iter().position(is_due)?;
        Some(state.entries.remove(place).2)
    })
}
