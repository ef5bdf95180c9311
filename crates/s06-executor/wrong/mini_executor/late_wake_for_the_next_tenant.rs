//~ unwoken-poll in woken_after_its_end_then_nothing
//! "A place that is free can be used again, and a waker knows its place." A late wake then polls
//! whichever task lives there now.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
struct Shared {
    tasks: Mutex<Tasks>,
    changed: Condvar,
}

#[derive(Default)]
struct Tasks {
    places: Vec<Option<BoxFuture>>,
    free: Vec<usize>,
    ready: VecDeque<usize>,
    unfinished: usize,
}

struct Place {
    place: usize,
    shared: Arc<Shared>,
}

impl Wake for Place {
    fn wake(self: Arc<Self>) {
        let mut tasks = self.shared.tasks.lock().unwrap();
        if !tasks.ready.contains(&self.place) {
            tasks.ready.push_back(self.place);
        }
        self.shared.changed.notify_one();
    }
}

pub struct Exec(Arc<Shared>);

#[derive(Clone)]
pub struct Spawner(Arc<Shared>);

impl Exec {
    pub fn new() -> Exec {
        Exec(Arc::default())
    }

    pub fn spawner(&self) -> Spawner {
        Spawner(Arc::clone(&self.0))
    }

    /// The next place that is ready, with its tenant; none when there is no task at all.
    fn next(&self) -> Option<(usize, Option<BoxFuture>)> {
        let mut tasks = self.0.tasks.lock().unwrap();
        loop {
            if let Some(place) = tasks.ready.pop_front() {
                let tenant = tasks.places[place].take();
                return Some((place, tenant));
            }
            if tasks.unfinished == 0 {
                return None;
            }
            tasks = self.0.changed.wait(tasks).unwrap();
        }
    }

    pub fn run(self) {
        while let Some((place, tenant)) = self.next() {
            let Some(mut future) = tenant else {
                continue;
            };
            let shared = Arc::clone(&self.0);
            let waker = Waker::from(Arc::new(Place { place, shared }));
            let mut context = Context::from_waker(&waker);
            let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
            let mut tasks = self.0.tasks.lock().unwrap();
            if let Ok(Poll::Pending) = poll {
                tasks.places[place] = Some(future);
            } else {
                tasks.free.push(place);
                tasks.unfinished -= 1;
            }
        }
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.0.tasks.lock().unwrap();
        let future: Option<BoxFuture> = Some(Box::pin(future));
        let place = match tasks.free.pop() {
            Some(place) => {
                tasks.places[place] = future;
                place
            }
            None => {
                tasks.places.push(future);
                tasks.places.len() - 1
            }
        };
        tasks.unfinished += 1;
        tasks.ready.push_back(place);
        self.0.changed.notify_one();
    }
}
