//! Tasks in numbered places, a queue of numbers, and a parked thread.

use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
struct Shared {
    spawned: Mutex<Vec<BoxFuture>>,
    ready: Mutex<VecDeque<usize>>,
    thread: OnceLock<Thread>,
}

impl Shared {
    fn rouse(&self) {
        if let Some(thread) = self.thread.get() {
            thread.unpark();
        }
    }
}

struct Ready {
    number: usize,
    shared: Arc<Shared>,
}

impl Wake for Ready {
    fn wake(self: Arc<Self>) {
        let mut ready = self.shared.ready.lock().unwrap();
        if !ready.contains(&self.number) {
            ready.push_back(self.number);
        }
        drop(ready);
        self.shared.rouse();
    }
}

pub struct Exec(Arc<Shared>);

#[derive(Clone)]
pub struct Spawner(Arc<Shared>);

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        self.0.spawned.lock().unwrap().push(Box::pin(future));
        self.0.rouse();
    }
}

impl Exec {
    pub fn new() -> Exec {
        Exec(Arc::default())
    }

    pub fn spawner(&self) -> Spawner {
        Spawner(Arc::clone(&self.0))
    }

    pub fn run(self) {
        let shared = self.0;
        let _ = shared.thread.set(thread::current());
        let mut tasks: HashMap<usize, (BoxFuture, Waker)> = HashMap::new();
        let mut count = 0;
        loop {
            for future in shared.spawned.lock().unwrap().drain(..) {
                count += 1;
                let ready = Arc::new(Ready {
                    number: count,
                    shared: Arc::clone(&shared),
                });
                tasks.insert(count, (future, Waker::from(ready)));
                shared.ready.lock().unwrap().push_back(count);
            }
            let next = shared.ready.lock().unwrap().pop_front();
            let Some(number) = next else {
                if tasks.is_empty() {
                    return;
                }
                thread::park();
                continue;
            };
            let Some((future, waker)) = tasks.get_mut(&number) else {
                continue;
            };
            let mut context = Context::from_waker(waker);
            let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
            if !matches!(poll, Ok(Poll::Pending)) {
                tasks.remove(&number);
            }
        }
    }
}
