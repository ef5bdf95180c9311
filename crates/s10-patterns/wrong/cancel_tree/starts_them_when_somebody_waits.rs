//~ starved-task in scope_is_cancelled_then_each_task_cleans_up
//! "The futures are in a list, and are awaited in the end." A future does nothing before it is polled: the
//! work begins with its cancel.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};

use futures::FutureExt;
use futures::future::{BoxFuture, join_all};
use tokio_util::sync::CancellationToken;

/// Tasks that can be cancelled together, with all scopes below.
pub struct Scope {
    token: CancellationToken,
    tasks: Arc<Tasks>,
}

#[derive(Default)]
struct Tasks {
    handles: Mutex<Vec<BoxFuture<'static, ()>>>,
    below: Mutex<Vec<Arc<Tasks>>>,
}

impl Tasks {
    fn take_all(&self) -> Vec<BoxFuture<'static, ()>> {
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
        let token = self.token.clone();
        let task = async move { work(token).await }.boxed();
        self.tasks.handles.lock().unwrap().push(task);
    }

    /// Cancels the scope and all below, and waits until their tasks have ended. Returns how many of
    /// these tasks have panicked.
    pub async fn cancel_and_wait(&self) -> usize {
        self.token.cancel();
        let mut panics = 0;
        let tasks = self.tasks.take_all().into_iter();
        let ends = join_all(tasks.map(|task| AssertUnwindSafe(task).catch_unwind())).await;
        panics += ends.iter().filter(|end| end.is_err()).count();
        panics
    }
}
