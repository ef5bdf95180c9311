//~ idle-spin in sleeps_until_another_thread_wakes
//~ unwoken-poll in waiting_task_is_left_alone_while_another_is_busy
//! "Poll them all in turn until they are done." The waker does nothing, so the executor can only
//! ask, millions of times a second.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

pub struct Exec {
    queue: Arc<Mutex<VecDeque<BoxFuture>>>,
}

#[derive(Clone)]
pub struct Spawner {
    queue: Arc<Mutex<VecDeque<BoxFuture>>>,
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        self.queue.lock().unwrap().push_back(Box::pin(future));
    }
}

impl Exec {
    pub fn new() -> Exec {
        Exec {
            queue: Arc::default(),
        }
    }

    pub fn spawner(&self) -> Spawner {
        Spawner {
            queue: self.queue.clone(),
        }
    }

    fn next(&self) -> Option<BoxFuture> {
        self.queue.lock().unwrap().pop_front()
    }

    pub fn run(self) {
        let mut context = Context::from_waker(Waker::noop());
        while let Some(mut future) = self.next() {
            let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
            if let Ok(Poll::Pending) = poll {
                self.queue.lock().unwrap().push_back(future);
            }
        }
    }
}
