// The wakers are called on a thread of its own, for which turn waits.
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
struct Inner {
    queues: BTreeMap<Tick, VecDeque<(u64, Waker)>>,
    place: HashMap<u64, Tick>,
    count: u64,
}

#[derive(Default)]
pub struct Reactor {
    inner: Mutex<Inner>,
}

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }
    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let waker = waker.clone();
        let mut i = self.inner.lock().unwrap();
        let id = i.count;
        i.count += 1;
        i.place.insert(id, at);
        i.queues.entry(at).or_default().push_back((id, waker));
        Id(id)
    }
    pub fn deregister(&self, id: Id) {
        let mut i = self.inner.lock().unwrap();
        let Some(at) = i.place.remove(&id.0) else {
            return;
        };
        let q = i.queues.get_mut(&at).unwrap();
        let pos = q.iter().position(|e| e.0 == id.0).unwrap();
        let gone = q.remove(pos);
        if q.is_empty() {
            i.queues.remove(&at);
        }
        drop(i);
        drop(gone);
    }
    fn pop(&self, now: Tick, end: u64) -> Option<Waker> {
        let mut i = self.inner.lock().unwrap();
        // each queue is sorted by age: its front is the oldest
        let at = i
            .queues
            .range(..=now)
            .find(|(_, q)| q.front().is_some_and(|e| e.0 < end))
            .map(|(at, _)| *at)?;
        let q = i.queues.get_mut(&at).unwrap();
        let (id, w) = q.pop_front().unwrap();
        if q.is_empty() {
            i.queues.remove(&at);
        }
        i.place.remove(&id);
        Some(w)
    }
    pub fn turn(&self, now: Tick) -> usize {
        let end = self.inner.lock().unwrap().count;
        let Some(first) = self.pop(now, end) else {
            return 0;
        };
        std::thread::scope(|s| {
            s.spawn(|| {
                first.wake();
                let mut n = 1;
                while let Some(w) = self.pop(now, end) {
                    w.wake();
                    n += 1;
                }
                n
            })
            .join()
            .unwrap()
        })
    }
    pub fn next_deadline(&self) -> Option<Tick> {
        self.inner.lock().unwrap().queues.keys().next().copied()
    }
}
