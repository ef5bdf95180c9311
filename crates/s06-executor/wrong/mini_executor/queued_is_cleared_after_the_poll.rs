//~ dropped-wake in polled_by_run_on_its_own_thread
//~ dropped-wake in woken_during_the_poll_then_polled_again
//~ dropped-wake in woken_twice_then_polled_once_or_twice
//! "While it is polled it need not be queued again." A wake that comes during the poll finds the
//! mark still set, and is thrown away.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
struct Shared {
    ready: Mutex<VecDeque<Arc<Task>>>,
    filled: Condvar,
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
            shared.filled.notify_one();
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
        let mut ready = self.shared.ready.lock().unwrap();
        loop {
            if let Some(task) = ready.pop_front() {
                return Some(task);
            }
            if *self.shared.unfinished.lock().unwrap() == 0 {
                return None;
            }
            ready = self.shared.filled.wait(ready).unwrap();
        }
    }

    pub fn run(self) {
        while let Some(task) = self.next() {
            let waker = Waker::from(task.clone());
            let mut context = Context::from_waker(&waker);
            let Some(mut future) = task.future.lock().unwrap().take() else {
                continue;
            };
            let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
            if let Ok(Poll::Pending) = poll {
                *task.future.lock().unwrap() = Some(future);
                task.queued.store(false, Ordering::SeqCst);
            } else {
                *self.shared.unfinished.lock().unwrap() -= 1;
            }
        }
    }
}
