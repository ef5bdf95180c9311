//~ starved-task in yielding_task_lets_the_others_have_their_turn
//! "New tasks are collected, and taken over when nothing else is to be done." A task that keeps
//! yielding is always something else.

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
    injected: VecDeque<Arc<Task>>,
    running: bool,
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
        self.core.state.lock().unwrap().running = true;
        loop {
            let task = {
                let mut s = self.core.state.lock().unwrap();
                loop {
                    if let Some(t) = s.ready.pop_front() {
                        break t;
                    }
                    if !s.injected.is_empty() {
                        let State {
                            ready, injected, ..
                        } = &mut *s;
                        ready.append(injected);
                        continue;
                    }
                    if s.live == 0 {
                        return;
                    }
                    s = self.core.cv.wait(s).unwrap();
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
        if s.running {
            s.injected.push_back(task);
        } else {
            s.ready.push_back(task);
        }
        drop(s);
        self.core.cv.notify_one();
    }
}
