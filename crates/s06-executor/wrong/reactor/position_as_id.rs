//~ lost-wake in deregistering_after_the_wake_does_nothing
//! "The place in the list is the id." The place is used again, and the wrong timer is taken back.

use std::sync::Mutex;
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(usize);

#[derive(Default)]
pub struct Reactor(Mutex<Vec<Option<(Tick, Waker)>>>);

impl Reactor {
    pub fn new() -> Reactor {
        Reactor::default()
    }

    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        let mut places = self.0.lock().unwrap();
        let entry = Some((at, waker.clone()));
        match places.iter().position(Option::is_none) {
            Some(free) => {
                places[free] = entry;
                Id(free)
            }
            None => {
                places.push(entry);
                Id(places.len() - 1)
            }
        }
    }

    pub fn deregister(&self, id: Id) {
        self.0.lock().unwrap()[id.0] = None;
    }

    pub fn turn(&self, now: Tick) -> usize {
        let mut due: Vec<(Tick, Waker)> = self
            .0
            .lock()
            .unwrap()
            .iter_mut()
            .filter_map(|place| place.take_if(|(at, _)| *at <= now))
            .collect();
        due.sort_by_key(|(at, _)| *at);
        let count = due.len();
        due.into_iter().for_each(|(_, waker)| waker.wake());
        count
    }

    pub fn next_deadline(&self) -> Option<Tick> {
        let places = self.0.lock().unwrap();
        places.iter().flatten().map(|(at, _)| *at).min()
    }
}
