use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(u64);

enum Cmd {
    Add(u64, Tick, Waker),
    Remove(u64),
}

struct Books {
    rx: Receiver<Cmd>,
    by_id: BTreeMap<u64, (Tick, Waker)>,
    by_time: BTreeMap<(Tick, u64), ()>,
}

impl Books {
    fn settle(&mut self) -> Vec<Waker> {
        let mut dead = vec![];
        while let Ok(c) = self.rx.try_recv() {
            match c {
                Cmd::Add(id, at, w) => {
                    self.by_id.insert(id, (at, w));
                    self.by_time.insert((at, id), ());
                }
                Cmd::Remove(id) => {
                    if let Some((at, w)) = self.by_id.remove(&id) {
                        self.by_time.remove(&(at, id));
                        dead.push(w);
                    }
                }
            }
        }
        dead
    }
}

pub struct Reactor {
    next: AtomicU64,
    tx: Sender<Cmd>,
    books: Mutex<Books>,
}

impl Default for Reactor {
    fn default() -> Self {
        let (tx, rx) = channel();
        Reactor {
            next: AtomicU64::new(0),
            tx,
            books: Mutex::new(Books {
                rx,
                by_id: BTreeMap::new(),
                by_time: BTreeMap::new(),
            }),
        }
    }
}

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }
    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let id = self.next.fetch_add(1, SeqCst);
        self.tx.send(Cmd::Add(id, at, waker.clone())).unwrap();
        Id(id)
    }
    pub fn deregister(&self, id: Id) {
        self.tx.send(Cmd::Remove(id.0)).unwrap();
        let mut b = self.books.lock().unwrap();
        let dead = b.settle();
        drop(b);
        drop(dead);
    }
    pub fn turn(&self, now: Tick) -> usize {
        let end = self.next.load(SeqCst);
        let mut n = 0;
        loop {
            let mut b = self.books.lock().unwrap();
            let dead = b.settle();
            let key = b
                .by_time
                .keys()
                .take_while(|k| k.0 <= now)
                .find(|k| k.1 < end)
                .copied();
            let w = key.map(|k| {
                b.by_time.remove(&k);
                b.by_id.remove(&k.1).unwrap().1
            });
            drop(b);
            drop(dead);
            let Some(w) = w else { return n };
            w.wake();
            n += 1;
        }
    }
    pub fn next_deadline(&self) -> Option<Tick> {
        let mut b = self.books.lock().unwrap();
        let dead = b.settle();
        let r = b.by_time.keys().next().map(|k| k.0);
        drop(b);
        drop(dead);
        r
    }
}
