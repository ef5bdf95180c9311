//~ panic-spreads in cancelled_twice_then_both_wait
//~ panic-spreads in task_panics_then_it_is_counted_and_the_others_go_on
//! "A panic must not be lost." Nor must it take along those who only wait.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use futures::FutureExt;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Tasks that can be cancelled together, with all scopes below.
pub struct Scope {
    token: CancellationToken,
    /// The tasks of this scope, and those of each scope above.
    tasks: Vec<Arc<Tasks>>,
}

/// The tasks of a scope and of all below.
#[derive(Default)]
struct Tasks {
    tracker: TaskTracker,
    panics: AtomicUsize,
    said: Mutex<Option<String>>,
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
        tokio::spawn(async move {
            let work = async { work(token).await };
            if let Err(panic) = AssertUnwindSafe(work).catch_unwind().await {
                let said = panic.downcast_ref::<&str>().copied();
                let said = said
                    .map(String::from)
                    .or(panic.downcast_ref::<String>().cloned());
                *tasks[0].said.lock().unwrap() = said;
                for tasks in tasks {
                    tasks.panics.fetch_add(1, Ordering::SeqCst);
                }
            }
            // Last: who waits for this task sees its panic.
            drop(tracked);
        });
    }

    /// Cancels the scope and all below, and waits until their tasks have ended. Returns how many of
    /// these tasks have panicked.
    pub async fn cancel_and_wait(&self) -> usize {
        let tasks = &self.tasks[0];
        self.token.cancel();
        tasks.tracker.close();
        tasks.tracker.wait().await;
        if let Some(said) = tasks.said.lock().unwrap().clone() {
            panic!("{said}");
        }
        tasks.panics.load(Ordering::SeqCst)
    }
}
