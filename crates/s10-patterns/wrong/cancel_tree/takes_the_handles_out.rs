//~ unawaited-abort in cancelled_twice_then_both_wait
//! "Take the handles, and await them." Who calls next finds none, and returns while the first one still
//! waits.

use std::sync::{Arc, Mutex};

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// Tasks that can be cancelled together, with all scopes below.
pub struct Scope {
    token: CancellationToken,
    tasks: Arc<Tasks>,
}

#[derive(Default)]
struct Tasks {
    handles: Mutex<Vec<JoinHandle<()>>>,
    below: Mutex<Vec<Arc<Tasks>>>,
}

impl Tasks {
    fn take_all(&self) -> Vec<JoinHandle<()>> {
        let mut handles = std::mem::take(&mut *self.handles.lock().unwrap());
        for below in self.below.lock().unwrap().iter() {
            handles.extend(below.take_all());
        }
        handles
    }
}

impl Scope {
    /// A scope without a parent.
    pub fn new() -> Scope {
        Scope {
            token: CancellationToken::new(),
            tasks: Arc::default(),
        }
    }

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        let tasks = Arc::<Tasks>::default();
        self.tasks.below.lock().unwrap().push(Arc::clone(&tasks));
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
        let task = tokio::spawn(work(self.token.clone()));
        self.tasks.handles.lock().unwrap().push(task);
    }

    /// Cancels the scope and all below, and waits until their tasks have ended. Returns how many of
    /// these tasks have panicked.
    pub async fn cancel_and_wait(&self) -> usize {
        self.token.cancel();
        let mut panics = 0;
        for task in self.tasks.take_all() {
            panics += usize::from(task.await.is_err());
        }
        panics
    }
}
