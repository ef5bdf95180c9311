//~ wake-under-lock in woken_task_uses_the_reactor_at_once
//! "A woken task may register: that goes into an inbox with a lock of its own." The wakers still run
//! under the lock of the list, and `deregister` or `next_deadline` inside a wake never comes back.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

type Entry = (Tick, u64, Waker);

#[derive(Default)]
pub struct Reactor {
    inbox: Mutex<Vec<Entry>>,
    list: Mutex<Vec<Entry>>,
    count: AtomicU64,
}

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }

    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let id = self.count.fetch_add(1, Ordering::SeqCst);
        self.inbox.lock().unwrap().push((at, id, waker.clone()));
        Id(id)
    }

    fn empty_inbox(&self, list: &mut Vec<Entry>) {
        list.append(&mut self.inbox.lock().unwrap());
        list.sort_by_key(|entry| entry.0);
    }

    pub fn deregister(&self, id: Id) {
        let mut list = self.list.lock().unwrap();
        self.empty_inbox(&mut list);
        list.retain(|entry| entry.1 != id.0);
    }

    pub fn turn(&self, now: Tick) -> usize {
        let mut list = self.list.lock().unwrap();
        self.empty_inbox(&mut list);
        let due = list.partition_point(|entry| entry.0 <= now);
        list.drain(..due).for_each(|entry| entry.2.wake());
        due
    }

    pub fn next_deadline(&self) -> Option<Tick> {
        let mut list = self.list.lock().unwrap();
        self.empty_inbox(&mut list);
        list.first().map(|entry| entry.0)
    }
}
