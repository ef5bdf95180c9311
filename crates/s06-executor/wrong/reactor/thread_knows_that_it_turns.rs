//~ needless-wake in registered_inside_a_wake_then_the_next_turn
//! "Whoever registers inside a wake does so on the thread that turns." A wake can wait for another
//! thread that registers; and the flag is raised for every reactor of the thread.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);
use std::cell::Cell;

thread_local! {
    static IN_TURN: Cell<bool> = const { Cell::new(false) };
}

#[derive(Default)]
struct State {
    // the third: registered inside a wake, by the number of the turn that may wake it
    map: BTreeMap<(Tick, u64), (bool, Waker)>,
    at: BTreeMap<u64, Tick>,
    next: u64,
}

#[derive(Default)]
pub struct Reactor {
    state: Mutex<State>,
}

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }
    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let waker = waker.clone();
        let mut s = self.state.lock().unwrap();
        let id = s.next;
        s.next += 1;
        s.map.insert((at, id), (IN_TURN.get(), waker));
        s.at.insert(id, at);
        Id(id)
    }
    pub fn deregister(&self, id: Id) {
        let mut s = self.state.lock().unwrap();
        let gone = s.at.remove(&id.0).and_then(|at| s.map.remove(&(at, id.0)));
        drop(s);
        drop(gone);
    }
    pub fn turn(&self, now: Tick) -> usize {
        let outer = IN_TURN.replace(true);
        let mut n = 0;
        loop {
            let mut s = self.state.lock().unwrap();
            let key = s
                .map
                .iter()
                .take_while(|(k, _)| k.0 <= now)
                .find(|(_, v)| !v.0)
                .map(|(k, _)| *k);
            let Some(key) = key else {
                // the next turn may wake them
                for v in s.map.values_mut() {
                    v.0 = false;
                }
                break;
            };
            s.at.remove(&key.1);
            let w = s.map.remove(&key).unwrap();
            drop(s);
            w.1.wake();
            n += 1;
        }
        IN_TURN.set(outer);
        n
    }
    pub fn next_deadline(&self) -> Option<Tick> {
        self.state.lock().unwrap().map.keys().next().map(|k| k.0)
    }
}
