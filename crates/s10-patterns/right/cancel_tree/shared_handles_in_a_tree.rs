//! The tree is built by hand: a scope knows those below. The ends of tasks are shared futures, which
//! any number of callers may await.

use std::sync::{Arc, Mutex};

use futures::FutureExt;
use futures::future::{BoxFuture, Shared, join_all};
use tokio_util::sync::CancellationToken;

/// Tasks that can be cancelled together, with all scopes below.
pub struct Scope {
    token: CancellationToken,
    tasks: Arc<Tasks>,
}

/// Whether the task has panicked.
type End = Shared<BoxFuture<'static, bool>>;

#[derive(Default)]
struct Tasks {
    handles: Mutex<Vec<End>>,
    below: Mutex<Vec<Arc<Tasks>>>,
}

impl Tasks {
    fn ends(&self) -> Vec<End> {
        let mut ends = self.handles.lock().unwrap().clone();
        for below in self.below.lock().unwrap().iter() {
            ends.extend(below.ends());
        }
        ends
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
        self.tasks
            .handles
            .lock()
            .unwrap()
            .push(task.map(|end| end.is_err()).boxed().shared());
    }

    /// Cancels the scope and all below, and waits until their tasks have ended. Returns how many of
    /// these tasks have panicked.
    pub async fn cancel_and_wait(&self) -> usize {
        self.token.cancel();
        let ends = join_all(self.tasks.ends()).await;
        ends.into_iter()
            .filter(|has_panicked| *has_panicked)
            .count()
    }
}
