//~ wrong-result in whatever_is_called_it_does_what_a_list_does
//! "What comes during a turn waits in a list of its own." The next deadline, asked for inside a wake,
//! is looked for in the other list alone.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
struct State {
    map: BTreeMap<(Tick, u64), Waker>,
    incoming: BTreeMap<(Tick, u64), Waker>,
    at: BTreeMap<u64, Tick>,
    next: u64,
    turns: usize,
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
        s.at.insert(id, at);
        // what comes during a turn waits for the next one
        if s.turns > 0 {
            s.incoming.insert((at, id), waker);
        } else {
            s.map.insert((at, id), waker);
        }
        Id(id)
    }
    pub fn deregister(&self, id: Id) {
        let mut s = self.state.lock().unwrap();
        let Some(at) = s.at.remove(&id.0) else { return };
        let gone = s
            .map
            .remove(&(at, id.0))
            .or_else(|| s.incoming.remove(&(at, id.0)));
        drop(s);
        drop(gone);
    }
    pub fn turn(&self, now: Tick) -> usize {
        {
            let mut s = self.state.lock().unwrap();
            // a turn inside a turn: what came until now may be woken by it
            let State { map, incoming, .. } = &mut *s;
            map.append(incoming);
            s.turns += 1;
        }
        let mut n = 0;
        loop {
            let mut s = self.state.lock().unwrap();
            let key = s.map.keys().next().copied().filter(|k| k.0 <= now);
            let Some(key) = key else {
                s.turns -= 1;
                if s.turns == 0 {
                    let State { map, incoming, .. } = &mut *s;
                    map.append(incoming);
                }
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
        let s = self.state.lock().unwrap();
        s.map.keys().next().map(|k| k.0)
    }
}
