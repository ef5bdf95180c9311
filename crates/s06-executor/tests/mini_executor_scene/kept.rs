//! A task that keeps its waker for others.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::thread;

use probe::executor::{SelfWake, Yields};
use probe::{Diagnosis, demand};

use super::*;

/// A task that wakes another one, and then wants to go on for a while.
pub fn wakes_then_yields(kept: &Kept) -> impl Future<Output = ()> + Send + use<> {
    let kept = kept.clone();
    async move {
        kept.wake();
        Yields::new(3, SelfWake::ByRef).await;
        drop(kept.take());
    }
}

/// A task that keeps its waker for others, and is done when it is told so.
#[derive(Clone, Default)]
pub struct Kept {
    waker: Arc<Mutex<Option<Waker>>>,
    open: Arc<AtomicBool>,
    /// Polls after the one that ended it.
    after_ready: Arc<AtomicUsize>,
}

impl Kept {
    /// A task that ends in the first poll after [`open`](Kept::open).
    pub fn task(&self) -> Task {
        let (kept, mut ended) = (self.clone(), false);
        // Not an `async` block: there a second poll would end in the block's own panic.
        Box::pin(std::future::poll_fn(move |context| {
            *kept.waker.lock().unwrap() = Some(context.waker().clone());
            if ended {
                kept.after_ready.fetch_add(1, Ordering::SeqCst);
            }
            if kept.open.load(Ordering::SeqCst) {
                ended = true;
                return Poll::Ready(());
            }
            Poll::Pending
        }))
    }

    /// A task that panics in its first poll.
    pub fn task_that_panics(&self) -> Task {
        let kept = self.clone();
        Box::pin(std::future::poll_fn(move |context| {
            *kept.waker.lock().unwrap() = Some(context.waker().clone());
            panic!("this panic belongs to the test")
        }))
    }

    /// Whether the task has been polled.
    pub fn is_there(&self) -> bool {
        self.waker.lock().unwrap().is_some()
    }

    pub fn open(&self) {
        self.open.store(true, Ordering::SeqCst);
    }

    /// The waker of the latest poll; it is not kept any longer.
    pub fn take(&self) -> Option<Waker> {
        self.waker.lock().unwrap().take()
    }

    pub fn wake(&self) {
        if let Some(waker) = &*self.waker.lock().unwrap() {
            waker.wake_by_ref();
        }
    }

    pub fn is_woken_by_many_threads(&self) {
        thread::scope(|scope| {
            for _ in 0..WAKING_THREADS {
                scope.spawn(|| (0..WAKES_A_THREAD).for_each(|_| self.wake()));
            }
        });
    }

    /// Asks that wakes after its end have not led to polls.
    #[track_caller]
    pub fn never_polled_after_ready(&self) {
        let polls = self.after_ready.load(Ordering::SeqCst);
        demand(
            polls == 0,
            Diagnosis::PolledAfterReady,
            format!("wakes after the end of a task led to {polls} polls"),
            format!("タスクの終了後の起床で {polls} 回ポーリングされました"),
        );
    }
}
