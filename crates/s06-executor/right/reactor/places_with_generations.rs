//! Numbered places that are used again; a generation tells the old tenant from the new one.

use std::sync::{PoisonError, RwLock};
use std::task::Waker;

pub type Tick = u64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id {
    place: usize,
    generation: u64,
}

pub struct Reactor {
    places: RwLock<Places>,
}

#[derive(Default)]
struct Places {
    places: Vec<Place>,
    free: Vec<usize>,
    generations: u64,
}

struct Place {
    generation: u64,
    tenant: Option<(Tick, Waker)>,
}

impl Default for Reactor {
    fn default() -> Self {
        Reactor::new()
    }
}

impl Places {
    fn clear(&mut self, place: usize) -> Option<Waker> {
        let (_, waker) = self.places[place].tenant.take()?;
        self.free.push(place);
        Some(waker)
    }

    fn earliest(&self, now: Tick, newest: u64) -> Option<usize> {
        let tenants = self.places.iter().enumerate().filter_map(|(index, place)| {
            let (at, _) = place.tenant.as_ref()?;
            (*at <= now && place.generation <= newest).then_some((*at, index))
        });
        tenants.min().map(|(_, index)| index)
    }
}

impl Reactor {
    pub fn new() -> Reactor {
        Reactor {
            places: RwLock::default(),
        }
    }

    fn with<T>(&self, call: impl FnOnce(&mut Places) -> T) -> T {
        let mut places = self.places.write().unwrap_or_else(PoisonError::into_inner);
        call(&mut places)
    }

    pub fn register(&self, at: Tick, waker: &Waker) -> Id {
        self.with(|all| {
            all.generations += 1;
            let generation = all.generations;
            let tenant = Place {
                generation,
                tenant: Some((at, waker.clone())),
            };
            let place = match all.free.pop() {
                Some(place) => {
                    all.places[place] = tenant;
                    place
                }
                None => {
                    all.places.push(tenant);
                    all.places.len() - 1
                }
            };
            Id { place, generation }
        })
    }

    pub fn deregister(&self, id: Id) {
        self.with(|all| {
            if all.places[id.place].generation == id.generation {
                all.clear(id.place);
            }
        });
    }

    pub fn turn(&self, now: Tick) -> usize {
        let newest = self.with(|all| all.generations);
        let mut count = 0;
        loop {
            let next = self.with(|all| {
                let place = all.earliest(now, newest)?;
                all.clear(place)
            });
            let Some(waker) = next else {
                return count;
            };
            waker.wake();
            count += 1;
        }
    }

    pub fn next_deadline(&self) -> Option<Tick> {
        let places = self.places.read().unwrap_or_else(PoisonError::into_inner);
        let tenants = places
            .places
            .iter()
            .filter_map(|place| place.tenant.as_ref());
        tenants.map(|(at, _)| *at).min()
    }
}
