//~ panic in first_and_last_moment_are_moments_as_well
//! "Everything before `now + 1` is due." At the last moment of all there is no `now + 1`.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
pub struct Reactor(Mutex<(BTreeMap<(Tick, u64), Waker>, u64)>);

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }
    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let mut s = self.0.lock().unwrap();
        s.1 += 1;
        let id = s.1;
        s.0.insert((at, id), waker.clone());
        Id(id)
    }
    pub fn deregister(&self, id: Id) {
        self.0.lock().unwrap().0.retain(|k, _| k.1 != id.0);
    }
    pub fn turn(&self, now: Tick) -> usize {
        let due = {
            let mut s = self.0.lock().unwrap();
            let later = s.0.split_off(&(now + 1, 0));
            std::mem::replace(&mut s.0, later)
        };
        due.into_values().map(Waker::wake).count()
    }
    pub fn next_deadline(&self) -> Option<Tick> {
        self.0.lock().unwrap().0.first_key_value().map(|(k, _)| k.0)
    }
}
