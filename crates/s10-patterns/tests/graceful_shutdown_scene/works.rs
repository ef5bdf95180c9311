//! Items of work that write down when they begin and how they end.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use probe::ms;
use probe::trace::{call, moment};
use tokio::time::{Instant, sleep};

/// What a worker's panic says.
pub const PANIC: &str = "the work broke down";

/// What an item is like.
#[derive(Clone, Copy, Debug)]
pub enum Item {
    /// It takes so many milliseconds.
    Takes(u64),
    /// It never ends.
    Stuck,
    /// It panics after so many milliseconds.
    Panics(u64),
    /// The call that makes it panics.
    PanicsAtOnce,
}

/// An item that has begun.
#[derive(Clone, Copy, Debug)]
pub struct Begun {
    pub worker: usize,
    pub began: u64,
    /// When it was finished; nothing where it is in progress, panicked, or was dropped.
    pub ended: Option<u64>,
    is_over: bool,
}

type Plan = dyn Fn(usize, usize) -> Item + Send + Sync;

/// The work of all workers. A clone is another handle.
#[derive(Clone)]
pub struct Works {
    start: Instant,
    plan: Arc<Plan>,
    items: Arc<Mutex<Vec<Begun>>>,
}

struct Over<'a> {
    works: &'a Works,
    place: usize,
}

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.works.lock()[self.place].is_over = true;
    }
}

impl Works {
    /// `plan` says what the item of a worker is like, by the worker's number and that of the item.
    pub fn new(
        start: Instant,
        plan: impl Fn(usize, usize) -> Item + Send + Sync + 'static,
    ) -> Works {
        Works {
            start,
            plan: Arc::new(plan),
            items: Arc::default(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Begun>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Milliseconds since the beginning.
    pub fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).expect("no test lasts that long")
    }

    /// Items in progress.
    pub fn busy(&self) -> usize {
        self.lock().iter().filter(|item| !item.is_over).count()
    }

    /// All items that have begun, in their order.
    pub fn items(&self) -> Vec<Begun> {
        self.lock().clone()
    }

    fn begun_by(&self, worker: usize) -> usize {
        let items = self.lock();
        items.iter().filter(|item| item.worker == worker).count()
    }

    /// One item of that worker.
    pub fn work(&self, worker: usize) -> impl Future<Output = ()> + Send + use<> {
        let works = self.clone();
        let nth = self.begun_by(worker);
        if matches!((self.plan)(worker, nth), Item::PanicsAtOnce) {
            let now = self.now();
            self.lock().push(Begun {
                worker,
                began: now,
                ended: None,
                is_over: true,
            });
            moment(format_args!("worker {worker} panics"));
            panic!("{PANIC}");
        }
        async move {
            let item = call(format_args!("worker {worker}"));
            let nth = works.begun_by(worker);
            let now = works.now();
            let place = {
                let mut items = works.lock();
                items.push(Begun {
                    worker,
                    began: now,
                    ended: None,
                    is_over: false,
                });
                items.len() - 1
            };
            let _over = Over {
                works: &works,
                place,
            };
            match (works.plan)(worker, nth) {
                Item::Takes(milliseconds) => sleep(ms(milliseconds)).await,
                Item::Stuck | Item::PanicsAtOnce => std::future::pending().await,
                Item::Panics(milliseconds) => {
                    sleep(ms(milliseconds)).await;
                    panic!("{PANIC}");
                }
            }
            works.lock()[place].ended = Some(works.now());
            item.ends();
        }
    }
}
