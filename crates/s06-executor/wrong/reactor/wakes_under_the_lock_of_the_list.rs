//~ wake-under-lock in woken_task_uses_the_reactor_at_once
//! "New ones go into an inbox, so a woken task may register." It may not deregister, nor ask for the
//! next deadline: both need the list, which is locked while its wakers are called.

use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

#[derive(Default)]
pub struct Reactor {
    inbox: Mutex<Vec<(Tick, u64, Waker)>>,
    list: Mutex<Vec<(Tick, u64, Waker)>>,
    n: std::sync::atomic::AtomicU64,
}

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }
    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let id = self.n.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        self.inbox.lock().unwrap().push((at, id, waker.clone()));
        Id(id)
    }
    fn fetch(&self, list: &mut Vec<(Tick, u64, Waker)>) {
        list.append(&mut self.inbox.lock().unwrap());
        list.sort_by_key(|e| e.0);
    }
    pub fn deregister(&self, id: Id) {
        let mut l = self.list.lock().unwrap();
        self.fetch(&mut l);
        l.retain(|e| e.1 != id.0);
    }
    pub fn turn(&self, now: Tick) -> usize {
        let mut l = self.list.lock().unwrap();
        self.fetch(&mut l);
        let k = l.partition_point(|e| e.0 <= now);
        l.drain(..k).map(|e| e.2.wake()).count()
    }
    pub fn next_deadline(&self) -> Option<Tick> {
        let mut l = self.list.lock().unwrap();
        self.fetch(&mut l);
        l.first().map(|e| e.0)
    }
}
