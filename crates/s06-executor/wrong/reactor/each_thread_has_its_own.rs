//~ lost-wake in registered_on_one_thread_then_woken_from_another
//! "A `thread_local!` needs no lock, and is `Sync` for nothing." What another thread registers lies in
//! a list of its own, and no turn of this thread ever looks there.

use std::cell::RefCell;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
pub struct Reactor;

thread_local! { static STATE: RefCell<(Vec<(Tick, u64, Waker)>, u64)> = const { RefCell::new((Vec::new(), 0)) }; }

impl Reactor {
    pub fn new() -> Reactor {
        Reactor
    }
    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        STATE.with_borrow_mut(|s| {
            s.1 += 1;
            s.0.push((at, s.1, waker.clone()));
            Id(s.1)
        })
    }
    pub fn deregister(&self, id: Id) {
        STATE.with_borrow_mut(|s| s.0.retain(|e| e.1 != id.0));
    }
    pub fn turn(&self, now: Tick) -> usize {
        let mut due = STATE.with_borrow_mut(|s| {
            let (d, l): (Vec<_>, Vec<_>) = std::mem::take(&mut s.0)
                .into_iter()
                .partition(|e| e.0 <= now);
            s.0 = l;
            d
        });
        due.sort_by_key(|e| e.0);
        let n = due.len();
        for e in due {
            e.2.wake();
        }
        n
    }
    pub fn next_deadline(&self) -> Option<Tick> {
        STATE.with_borrow(|s| s.0.iter().map(|e| e.0).min())
    }
}
