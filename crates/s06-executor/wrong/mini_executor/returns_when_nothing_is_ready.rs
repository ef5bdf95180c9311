//~ early-return in sleeps_until_another_thread_wakes
//~ early-return in wakes_from_many_threads_then_the_last_one_counts
//! "The queue is empty, so all is done." The tasks that wait are not in the queue.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
struct Shared {
    ready: Mutex<VecDeque<Arc<Task>>>,
    unfinished: Mutex<usize>,
}

struct Task {
    future: Mutex<Option<BoxFuture>>,
    queued: AtomicBool,
    shared: Arc<Shared>,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        if !self.queued.swap(true, Ordering::SeqCst) {
            let shared = self.shared.clone();
            shared.ready.lock().unwrap().push_back(self);
        }
    }
}

pub struct Exec {
    shared: Arc<Shared>,
}

#[derive(Clone)]
pub struct Spawner {
    shared: Arc<Shared>,
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        *self.shared.unfinished.lock().unwrap() += 1;
        let task = Arc::new(Task {
            future: Mutex::new(Some(Box::pin(future))),
            queued: AtomicBool::new(false),
            shared: self.shared.clone(),
        });
        task.wake();
    }
}

impl Exec {
    pub fn new() -> Exec {
        Exec {
            shared: Arc::default(),
        }
    }

    pub fn spawner(&self) -> Spawner {
        Spawner {
            shared: self.shared.clone(),
        }
    }

    fn next(&self) -> Option<Arc<Task>> {
        self.shared.ready.lock().unwrap().pop_front()
    }

    pub fn run(self) {
        while let Some(task) = self.next() {
            task.queued.store(false, Ordering::SeqCst);
            let waker = Waker::from(task.clone());
            let mut context = Context::from_waker(&waker);
            let Some(mut future) = task.future.lock().unwrap().take() else {
                continue;
            };
            let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
            if let Ok(Poll::Pending) = poll {
                *task.future.lock().unwrap() = Some(future);
            } else {
                *self.shared.unfinished.lock().unwrap() -= 1;
            }
        }
    }
}
