//! A waker puts its own task back into the queue, once, and rouses the thread.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Wake, Waker};

/// Runs tasks on the thread that calls [`Exec::run`].
pub struct Exec {
    shared: Arc<Shared>,
}

/// Gives tasks to an executor, also from inside a task.
#[derive(Clone)]
pub struct Spawner {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    filled: Condvar,
}

#[derive(Default)]
struct Queue {
    ready: VecDeque<Arc<Task>>,
    /// Tasks that are not done, whether ready or not: `run` is over when there are none.
    unfinished: usize,
}

struct Task {
    /// Empty once the task is done.
    future: Mutex<Option<Pin<Box<dyn Future<Output = ()> + Send>>>>,
    /// Stands in the queue: a second wake need not put it there again.
    queued: AtomicBool,
    /// Weak: a wake after the run finds no queue any more, and does nothing.
    shared: Weak<Shared>,
}

impl Exec {
    pub fn new() -> Exec {
        Exec {
            shared: Arc::default(),
        }
    }

    pub fn spawner(&self) -> Spawner {
        Spawner {
            shared: Arc::clone(&self.shared),
        }
    }

    /// Runs until no task is left. A panic of a task goes on after that.
    pub fn run(self) {
        let mut panic = None;
        while let Some(task) = self.next() {
            // Before the poll: a wake that comes during the poll must queue the task again.
            task.queued.store(false, Ordering::SeqCst);
            let waker = Waker::from(Arc::clone(&task));
            let mut slot = lock(&task.future);
            let Some(future) = slot.as_mut() else {
                continue; // woken after its end
            };
            let mut context = Context::from_waker(&waker);
            let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
            if let Ok(Poll::Pending) = poll {
                continue;
            }
            *slot = None;
            lock(&self.shared.queue).unfinished -= 1;
            panic = panic.or(poll.err());
        }
        if let Some(panic) = panic {
            resume_unwind(panic);
        }
    }

    /// The next task that is ready; none when there is no task at all.
    fn next(&self) -> Option<Arc<Task>> {
        let mut queue = lock(&self.shared.queue);
        loop {
            if let Some(task) = queue.ready.pop_front() {
                return Some(task);
            }
            if queue.unfinished == 0 {
                return None;
            }
            queue = self
                .shared
                .filled
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        let task = Arc::new(Task {
            future: Mutex::new(Some(Box::pin(future))),
            queued: AtomicBool::new(false),
            shared: Arc::downgrade(&self.shared),
        });
        lock(&self.shared.queue).unfinished += 1;
        task.wake();
    }
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        if let Some(shared) = self.shared.upgrade()
            && !self.queued.swap(true, Ordering::SeqCst)
        {
            lock(&shared.queue).ready.push_back(self);
            shared.filled.notify_one();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
