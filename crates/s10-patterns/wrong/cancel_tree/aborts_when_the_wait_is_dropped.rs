//~ lost-cleanup in wait_is_dropped_then_the_cleanup_goes_on
//! "Who gives up the wait gives up the tasks." The wait was given up, and not the cleanup.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use futures::FutureExt;
use tokio::task::AbortHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Tasks that can be cancelled together, with all scopes below.
pub struct Scope {
    token: CancellationToken,
    /// The tasks of this scope, and those of each scope above.
    tasks: Vec<Arc<Tasks>>,
}

struct AbortAll<'a>(&'a Tasks);

impl Drop for AbortAll<'_> {
    fn drop(&mut self) {
        for handle in self.0.handles.lock().unwrap().iter() {
            handle.abort();
        }
    }
}

/// The tasks of a scope and of all below.
#[derive(Default)]
struct Tasks {
    tracker: TaskTracker,
    handles: Mutex<Vec<AbortHandle>>,
    panics: AtomicUsize,
}

impl Scope {
    /// A scope without a parent.
    pub fn new() -> Scope {
        Scope {
            token: CancellationToken::new(),
            tasks: vec![Arc::default()],
        }
    }

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        let mut tasks = vec![Arc::default()];
        tasks.extend(self.tasks.iter().cloned());
        Scope {
            token: self.token.child_token(),
            tasks,
        }
    }

    /// Whether the scope is cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.token.is_cancelled()
    }

    /// Starts a task in this scope. The token tells the work when the scope is cancelled.
    pub fn spawn<W, F>(&self, work: W)
    where
        W: FnOnce(CancellationToken) -> F + Send + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let token = self.token.clone();
        let tasks = self.tasks.clone();
        let tracked: Vec<_> = tasks.iter().map(|tasks| tasks.tracker.token()).collect();
        let handles = self.tasks.clone();
        let task = tokio::spawn(async move {
            let work = async { work(token).await };
            if AssertUnwindSafe(work).catch_unwind().await.is_err() {
                for tasks in tasks {
                    tasks.panics.fetch_add(1, Ordering::SeqCst);
                }
            }
            // Last: who waits for this task sees its panic.
            drop(tracked);
        });
        for tasks in handles {
            tasks.handles.lock().unwrap().push(task.abort_handle());
        }
    }

    /// Cancels the scope and all below, and waits until their tasks have ended. Returns how many of
    /// these tasks have panicked.
    pub async fn cancel_and_wait(&self) -> usize {
        let tasks = &self.tasks[0];
        self.token.cancel();
        tasks.tracker.close();
        let abort_all = AbortAll(tasks);
        tasks.tracker.wait().await;
        drop(abort_all);
        tasks.panics.load(Ordering::SeqCst)
    }
}
