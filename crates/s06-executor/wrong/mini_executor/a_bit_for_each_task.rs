//~ early-return in hundred_tasks_wait_each_for_its_own_wake
//! "Who is ready fits into one `AtomicU64`." It does for 64 tasks; the next one has no bit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

type BoxFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
struct Shared {
    spawned: Mutex<Vec<BoxFuture>>,
    ready: AtomicU64,
    thread: OnceLock<Thread>,
}

impl Shared {
    fn rouse(&self) {
        if let Some(thread) = self.thread.get() {
            thread.unpark();
        }
    }
}

struct Bit {
    number: usize,
    shared: Arc<Shared>,
}

impl Wake for Bit {
    fn wake(self: Arc<Self>) {
        self.shared
            .ready
            .fetch_or(1 << self.number, Ordering::SeqCst);
        self.shared.rouse();
    }
}

pub struct Exec(Arc<Shared>);

#[derive(Clone)]
pub struct Spawner(Arc<Shared>);

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        self.0.spawned.lock().unwrap().push(Box::pin(future));
        self.0.rouse();
    }
}

impl Exec {
    pub fn new() -> Exec {
        Exec(Arc::default())
    }

    pub fn spawner(&self) -> Spawner {
        Spawner(Arc::clone(&self.0))
    }

    pub fn run(self) {
        let shared = self.0;
        let _ = shared.thread.set(thread::current());
        let mut tasks: Vec<Option<(BoxFuture, Waker)>> = Vec::new();
        loop {
            for future in shared.spawned.lock().unwrap().drain(..) {
                let bit = Arc::new(Bit {
                    number: tasks.len(),
                    shared: Arc::clone(&shared),
                });
                let waker = Waker::from(bit);
                waker.wake_by_ref();
                tasks.push(Some((future, waker)));
            }
            let ready = shared.ready.swap(0, Ordering::SeqCst);
            if ready == 0 {
                if tasks.iter().all(Option::is_none) {
                    return;
                }
                thread::park();
                continue;
            }
            for (number, place) in tasks.iter_mut().enumerate() {
                let Some((future, waker)) = place else {
                    continue;
                };
                if ready & (1 << number) == 0 {
                    continue;
                }
                let mut context = Context::from_waker(waker);
                let poll = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut context)));
                if !matches!(poll, Ok(Poll::Pending)) {
                    *place = None;
                }
            }
        }
    }
}
