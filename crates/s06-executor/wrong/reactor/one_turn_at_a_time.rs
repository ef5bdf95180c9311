//~ lost-wake in whatever_is_called_it_does_what_a_list_does
//! "Somebody turns already, and will see to it." The other turn has an earlier moment, and leaves
//! those who are due now.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
struct State {
    map: BTreeMap<(Tick, u64), Waker>,
    at: BTreeMap<u64, Tick>,
    next: u64,
    turning: bool,
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
        s.map.insert((at, id), waker);
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
        let limit = {
            let mut s = self.state.lock().unwrap();
            // somebody is at it already
            if std::mem::replace(&mut s.turning, true) {
                return 0;
            }
            s.next
        };
        let mut n = 0;
        loop {
            let mut s = self.state.lock().unwrap();
            let key = s
                .map
                .keys()
                .take_while(|k| k.0 <= now)
                .find(|k| k.1 < limit)
                .copied();
            let Some(key) = key else {
                s.turning = false;
                return n;
            };
            s.at.remove(&key.1);
            let w = s.map.remove(&key).unwrap();
            drop(s);
            w.wake();
            n += 1;
        }
    }
    pub fn next_deadline(&self) -> Option<Tick> {
        self.state.lock().unwrap().map.keys().next().map(|k| k.0)
    }
}
