//~ eager-start in polled_by_run_on_its_own_thread
//! "A first poll cannot harm, and spares the queue what is ready." It runs on whichever thread spawns
//! the task, before anybody has called `run`.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    filled: Condvar,
}

#[derive(Default)]
struct Queue {
    ready: VecDeque<Arc<Task>>,
    unfinished: usize,
}

struct Task {
    future: Mutex<Option<BoxFuture>>,
    shared: Arc<Shared>,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        let shared = Arc::clone(&self.shared);
        shared.queue.lock().unwrap().ready.push_back(self);
        shared.filled.notify_one();
    }
}

impl Task {
    fn poll(self: Arc<Self>) {
        let waker = Waker::from(Arc::clone(&self));
        let mut slot = self.future.lock().unwrap();
        let Some(future) = slot.as_mut() else {
            return;
        };
        let mut context = Context::from_waker(&waker);
        let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
        if !matches!(poll, Ok(Poll::Pending)) {
            *slot = None;
            self.shared.queue.lock().unwrap().unfinished -= 1;
        }
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

    pub fn run(self) {
        loop {
            let mut queue = self.0.queue.lock().unwrap();
            let task = loop {
                if let Some(task) = queue.ready.pop_front() {
                    break task;
                }
                if queue.unfinished == 0 {
                    return;
                }
                queue = self.0.filled.wait(queue).unwrap();
            };
            drop(queue);
            task.poll();
        }
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        self.0.queue.lock().unwrap().unfinished += 1;
        let task = Arc::new(Task {
            future: Mutex::new(Some(Box::pin(future))),
            shared: Arc::clone(&self.0),
        });
        task.poll();
    }
}
