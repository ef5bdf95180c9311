//~ panic in woken_after_the_run_then_nothing
//! "The queue is there as long as its tasks are." A waker may outlive both, and then its call panics
//! in whoever makes it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

struct Task {
    future: Mutex<Option<BoxFuture>>,
    queue: Sender<Arc<Task>>,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        let queue = self.queue.clone();
        queue.send(self).expect("the executor is gone");
    }
}

pub struct Exec {
    queue: Sender<Arc<Task>>,
    ready: Receiver<Arc<Task>>,
    unfinished: Arc<Mutex<usize>>,
}

#[derive(Clone)]
pub struct Spawner {
    queue: Sender<Arc<Task>>,
    unfinished: Arc<Mutex<usize>>,
}

impl Exec {
    pub fn new() -> Exec {
        let (queue, ready) = channel();
        Exec {
            queue,
            ready,
            unfinished: Arc::default(),
        }
    }

    pub fn spawner(&self) -> Spawner {
        Spawner {
            queue: self.queue.clone(),
            unfinished: Arc::clone(&self.unfinished),
        }
    }

    pub fn run(self) {
        while *self.unfinished.lock().unwrap() > 0 {
            let task = self.ready.recv().expect("this executor holds a sender");
            let mut slot = task.future.lock().unwrap();
            let Some(future) = slot.as_mut() else {
                continue;
            };
            let waker = Waker::from(Arc::clone(&task));
            let mut context = Context::from_waker(&waker);
            let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
            if !matches!(poll, Ok(Poll::Pending)) {
                *slot = None;
                *self.unfinished.lock().unwrap() -= 1;
            }
        }
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        *self.unfinished.lock().unwrap() += 1;
        let task = Task {
            future: Mutex::new(Some(Box::pin(future))),
            queue: self.queue.clone(),
        };
        let _ = self.queue.send(Arc::new(task));
    }
}
