//~ deadlock in polled_by_run_on_its_own_thread
//~ deadlock in woken_during_the_poll_then_polled_again
//! "`while let` locks the queue for one task." The guard lives as long as the body, which locks the
//! queue again.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

pub struct Exec {
    queue: Arc<Mutex<VecDeque<Task>>>,
}

#[derive(Clone)]
pub struct Spawner {
    queue: Arc<Mutex<VecDeque<Task>>>,
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

    pub fn run(self) {
        let mut cx = Context::from_waker(Waker::noop());
        while let Some(mut task) = self.queue.lock().unwrap().pop_front() {
            if task.as_mut().poll(&mut cx).is_pending() {
                self.queue.lock().unwrap().push_back(task);
            }
        }
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        self.queue.lock().unwrap().push_back(Box::pin(future));
    }
}
