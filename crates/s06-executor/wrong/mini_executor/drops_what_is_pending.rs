//~ early-return in polled_by_run_on_its_own_thread
//~ early-return in woken_during_the_poll_then_polled_again
//~ early-return in sleeps_until_another_thread_wakes
//! "Each task is polled once." Whatever is not ready at its first poll is thrown away.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

pub struct Exec(Arc<Mutex<Vec<BoxFuture>>>);

#[derive(Clone)]
pub struct Spawner(Arc<Mutex<Vec<BoxFuture>>>);

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        self.0.lock().unwrap().push(Box::pin(future));
    }
}

impl Exec {
    pub fn new() -> Exec {
        Exec(Arc::default())
    }

    pub fn spawner(&self) -> Spawner {
        Spawner(self.0.clone())
    }

    pub fn run(self) {
        let mut context = Context::from_waker(Waker::noop());
        let tasks = std::mem::take(&mut *self.0.lock().unwrap());
        for mut task in tasks {
            let _ = catch_unwind(AssertUnwindSafe(|| task.as_mut().poll(&mut context)));
        }
    }
}
