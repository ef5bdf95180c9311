//~ idle-spin in sleeps_until_another_thread_wakes
//! "A limit for the sleep, to be on the safe side." Once a second the thread rises for nothing, and a
//! wake that is lost would only come late, where nobody notices it.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

type Fut = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
struct State {
    ready: VecDeque<Arc<Task>>,
    live: usize,
}

#[derive(Default)]
struct Core {
    state: Mutex<State>,
    cv: Condvar,
}

struct Task {
    queued: AtomicBool,
    future: Mutex<Option<Fut>>,
    core: Arc<Core>,
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        if !self.queued.swap(true, SeqCst) {
            let core = self.core.clone();
            core.state.lock().unwrap().ready.push_back(self);
            core.cv.notify_one();
        }
    }
}

pub struct Exec {
    core: Arc<Core>,
}

#[derive(Clone)]
pub struct Spawner {
    core: Arc<Core>,
}

impl Exec {
    pub fn new() -> Exec {
        Exec {
            core: Arc::default(),
        }
    }
    pub fn spawner(&self) -> Spawner {
        Spawner {
            core: self.core.clone(),
        }
    }
    pub fn run(self) {
        loop {
            let task = {
                let mut s = self.core.state.lock().unwrap();
                loop {
                    if let Some(t) = s.ready.pop_front() {
                        break t;
                    }
                    if s.live == 0 {
                        return;
                    }
                    s = self
                        .core
                        .cv
                        .wait_timeout(s, std::time::Duration::from_secs(1))
                        .unwrap()
                        .0;
                }
            };
            task.queued.store(false, SeqCst);
            let Some(mut future) = task.future.lock().unwrap().take() else {
                continue;
            };
            let waker = Waker::from(task.clone());
            let mut cx = Context::from_waker(&waker);
            match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut cx))) {
                Ok(Poll::Pending) => *task.future.lock().unwrap() = Some(future),
                _ => {
                    drop(future);
                    self.core.state.lock().unwrap().live -= 1;
                }
            }
        }
    }
}

impl Spawner {
    pub fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        let task = Arc::new(Task {
            queued: AtomicBool::new(true),
            future: Mutex::new(Some(Box::pin(future))),
            core: self.core.clone(),
        });
        let mut s = self.core.state.lock().unwrap();
        s.live += 1;
        s.ready.push_back(task);
        drop(s);
        self.core.cv.notify_one();
    }
}
