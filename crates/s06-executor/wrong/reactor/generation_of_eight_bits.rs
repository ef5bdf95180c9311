//~ lost-wake in deregistering_after_the_wake_does_nothing
//! "A generation tells the tenants of a place apart." After 256 of them it begins again, and an old
//! `Id` takes another registration away.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
struct State {
    slots: Vec<(u8, Option<(Tick, u64, Waker)>)>,
    free: Vec<usize>,
    order: BTreeMap<(Tick, u64), usize>,
    age: u64,
}

#[derive(Default)]
pub struct Reactor {
    state: Mutex<State>,
}

impl State {
    fn take(&mut self, i: usize) -> Option<Waker> {
        let (generation, entry) = &mut self.slots[i];
        let (at, age, w) = entry.take()?;
        *generation = generation.wrapping_add(1);
        self.order.remove(&(at, age));
        self.free.push(i);
        Some(w)
    }
}

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }
    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let waker = waker.clone();
        let mut s = self.state.lock().unwrap();
        let age = s.age;
        s.age += 1;
        let i = s.free.pop().unwrap_or_else(|| {
            s.slots.push((0, None));
            s.slots.len() - 1
        });
        s.slots[i].1 = Some((at, age, waker));
        s.order.insert((at, age), i);
        Id((i as u64) << 8 | u64::from(s.slots[i].0))
    }
    pub fn deregister(&self, id: Id) {
        let mut s = self.state.lock().unwrap();
        let i = (id.0 >> 8) as usize;
        let gone = if s.slots[i].0 == id.0 as u8 {
            s.take(i)
        } else {
            None
        };
        drop(s);
        drop(gone);
    }
    pub fn turn(&self, now: Tick) -> usize {
        let limit = self.state.lock().unwrap().age;
        let mut n = 0;
        loop {
            let mut s = self.state.lock().unwrap();
            let i = s
                .order
                .iter()
                .take_while(|(k, _)| k.0 <= now)
                .find(|(k, _)| k.1 < limit)
                .map(|(_, i)| *i);
            let Some(w) = i.and_then(|i| s.take(i)) else {
                return n;
            };
            drop(s);
            w.wake();
            n += 1;
        }
    }
    pub fn next_deadline(&self) -> Option<Tick> {
        self.state.lock().unwrap().order.keys().next().map(|k| k.0)
    }
}
