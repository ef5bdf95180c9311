//~ dropped-wake in woken_at_every_instruction_before_the_sleep
//! "Ring, then put it in the queue." The thread may rise before the task is there; it finds nothing,
//! sleeps again, and nobody notifies it a second time.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
struct Shared {
    ready: Mutex<Queue>,
    filled: Condvar,
    live: Mutex<usize>,
}

#[derive(Default)]
struct Queue {
    list: VecDeque<Arc<Task>>,
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
            shared.filled.notify_one();
            shared.ready.lock().unwrap().list.push_back(self);
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
        Spawner(self.0.clone())
    }
    fn next(&self) -> Option<Arc<Task>> {
        let mut ready = self.0.ready.lock().unwrap();
        loop {
            if let Some(task) = ready.list.pop_front() {
                return Some(task);
            }
            if *self.0.live.lock().unwrap() == 0 {
                return None;
            }
            ready = self.0.filled.wait(ready).unwrap();
        }
    }
    pub fn run(self) {
        while let Some(task) = self.next() {
            task.queued.store(false, Ordering::SeqCst);
            let waker = Waker::from(task.clone());
            let mut slot = task.future.lock().unwrap();
            let Some(f) = slot.as_mut() else { continue };
            let r = catch_unwind(AssertUnwindSafe(|| {
                f.as_mut().poll(&mut Context::from_waker(&waker))
            }));
            if !matches!(r, Ok(Poll::Pending)) {
                *slot = None;
                *self.0.live.lock().unwrap() -= 1;
            }
        }
    }
}

impl Spawner {
    pub fn spawn(&self, f: impl Future<Output = ()> + Send + 'static) {
        *self.0.live.lock().unwrap() += 1;
        Arc::new(Task {
            future: Mutex::new(Some(Box::pin(f))),
            queued: AtomicBool::new(false),
            shared: self.0.clone(),
        })
        .wake();
    }
}
