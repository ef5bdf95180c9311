//~ stray-cancel in scope_is_dropped_then_its_tasks_go_on
//! "The handles belong to the scope." They abort their tasks when they are dropped with it.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use futures::FutureExt;
use tokio_util::sync::CancellationToken;
use tokio_util::task::{AbortOnDropHandle, TaskTracker};

/// Tasks that can be cancelled together, with all scopes below.
pub struct Scope {
    token: CancellationToken,
    /// The tasks of this scope, and those of each scope above.
    tasks: Vec<Arc<Tasks>>,
    handles: Mutex<Vec<AbortOnDropHandle<()>>>,
}

/// The tasks of a scope and of all below.
#[derive(Default)]
struct Tasks {
    tracker: TaskTracker,
    panics: AtomicUsize,
}

impl Scope {
    /// A scope without a parent.
    pub fn new() -> Scope {
        Scope {
            token: CancellationToken::new(),
            tasks: vec![Arc::default()],
            handles: Mutex::default(),
        }
    }

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        let mut tasks = vec![Arc::default()];
        tasks.extend(self.tasks.iter().cloned());
        Scope {
            token: self.token.child_token(),
            tasks,
            handles: Mutex::default(),
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
        self.handles
            .lock()
            .unwrap()
            .push(AbortOnDropHandle::new(task));
    }

    /// Cancels the scope and all below, and waits until their tasks have ended. Returns how many of
    /// these tasks have panicked.
    pub async fn cancel_and_wait(&self) -> usize {
        let tasks = &self.tasks[0];
        self.token.cancel();
        tasks.tracker.close();
        tasks.tracker.wait().await;
        tasks.panics.load(Ordering::SeqCst)
    }
}
