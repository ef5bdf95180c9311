//~ needless-wake in whatever_is_called_it_does_what_a_list_does
//! "All who wait for one moment are due together." They are taken out together, and one of them can no
//! longer deregister the other.

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
        let limit = self.state.lock().unwrap().next;
        let mut n = 0;
        loop {
            let mut s = self.state.lock().unwrap();
            let first = s
                .map
                .keys()
                .take_while(|k| k.0 <= now)
                .find(|k| k.1 < limit)
                .map(|k| k.0);
            let Some(at) = first else { return n };
            let keys: Vec<_> = s.map.range((at, 0)..(at, limit)).map(|(k, _)| *k).collect();
            let batch: Vec<_> = keys
                .iter()
                .map(|k| {
                    s.at.remove(&k.1);
                    s.map.remove(k).unwrap()
                })
                .collect();
            drop(s);
            n += batch.len();
            batch.into_iter().for_each(Waker::wake);
        }
    }
    pub fn next_deadline(&self) -> Option<Tick> {
        self.state.lock().unwrap().map.keys().next().map(|k| k.0)
    }
}
