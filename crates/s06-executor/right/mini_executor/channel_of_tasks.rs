//! The queue is a channel; it ends when the last task, and with it the last sender, is gone.

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
        let _ = queue.send(self);
    }
}

pub struct Exec {
    queue: Sender<Arc<Task>>,
    ready: Receiver<Arc<Task>>,
}

#[derive(Clone)]
pub struct Spawner {
    queue: Sender<Arc<Task>>,
}

impl Exec {
    pub fn new() -> Exec {
        let (queue, ready) = channel();
        Exec { queue, ready }
    }

    pub fn spawner(&self) -> Spawner {
        Spawner {
            queue: self.queue.clone(),
        }
    }

    pub fn run(self) {
        let Exec { queue, ready } = self;
        drop(queue);
        for task in ready {
            let Some(mut future) = task.future.lock().unwrap().take() else {
                continue;
            };
            let waker = Waker::from(Arc::clone(&task));
            let mut context = Context::from_waker(&waker);
            let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
            if let Ok(Poll::Pending) = poll {
                *task.future.lock().unwrap() = Some(future);
            }
        }
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        let task = Arc::new(Task {
            future: Mutex::new(Some(Box::pin(future))),
            queue: self.queue.clone(),
        });
        let _ = self.queue.send(task);
    }
}
