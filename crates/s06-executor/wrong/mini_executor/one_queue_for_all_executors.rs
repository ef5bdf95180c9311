//~ never-returns in two_executors_at_the_same_time
//! "A program has one executor, so the queue is a static." Two of them take each
//! other's tasks, and wait for each other's end.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

struct Queue {
    ready: VecDeque<Arc<Task>>,
    unfinished: usize,
}

static QUEUE: Mutex<Queue> = Mutex::new(Queue {
    ready: VecDeque::new(),
    unfinished: 0,
});
static CHANGED: Condvar = Condvar::new();

struct Task(Mutex<Option<BoxFuture>>);

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        let mut queue = QUEUE.lock().unwrap();
        if !queue.ready.iter().any(|other| Arc::ptr_eq(other, &self)) {
            queue.ready.push_back(self);
        }
        CHANGED.notify_all();
    }
}

pub struct Exec;

#[derive(Clone)]
pub struct Spawner;

impl Exec {
    pub fn new() -> Exec {
        Exec
    }

    pub fn spawner(&self) -> Spawner {
        Spawner
    }

    pub fn run(self) {
        loop {
            let mut queue = QUEUE.lock().unwrap();
            let task = loop {
                if let Some(task) = queue.ready.pop_front() {
                    break task;
                }
                if queue.unfinished == 0 {
                    CHANGED.notify_all();
                    return;
                }
                queue = CHANGED.wait(queue).unwrap();
            };
            drop(queue);
            let mut slot = task.0.lock().unwrap();
            let Some(future) = slot.as_mut() else {
                continue;
            };
            let waker = Waker::from(Arc::clone(&task));
            let mut context = Context::from_waker(&waker);
            let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
            if !matches!(poll, Ok(Poll::Pending)) {
                *slot = None;
                QUEUE.lock().unwrap().unfinished -= 1;
            }
        }
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        QUEUE.lock().unwrap().unfinished += 1;
        Arc::new(Task(Mutex::new(Some(Box::pin(future))))).wake();
    }
}
