//! The tree is built by hand: a scope knows those below. The ends of tasks are shared futures, which
//! any number of callers may await. Whoever begins something sweeps out what is over.

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
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    ends: Vec<End>,
    below: Vec<Arc<Tasks>>,
    /// Of those that were swept out.
    panics: usize,
}

impl Tasks {
    /// Forgets what is over: tasks that have ended, and scopes without tasks and without a handle.
    fn sweep(&self) {
        let State {
            ends,
            below,
            panics,
        } = &mut *self.state.lock().unwrap();
        ends.retain(|end| match end.clone().now_or_never() {
            None => true,
            Some(has_panicked) => {
                *panics += usize::from(has_panicked);
                false
            }
        });
        below.retain(|tasks| {
            tasks.sweep();
            let state = tasks.state.lock().unwrap();
            let is_over = state.ends.is_empty() && state.below.is_empty();
            if !is_over || Arc::strong_count(tasks) > 1 {
                return true;
            }
            *panics += state.panics;
            false
        });
    }

    fn ends(&self) -> Vec<End> {
        let state = self.state.lock().unwrap();
        let below = state.below.iter().flat_map(|below| below.ends());
        state.ends.iter().cloned().chain(below).collect()
    }

    fn panics(&self) -> usize {
        let state = self.state.lock().unwrap();
        let below = state.below.iter().map(|below| below.panics());
        state.panics + below.sum::<usize>()
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
        self.tasks.sweep();
        let mut state = self.tasks.state.lock().unwrap();
        state.below.push(Arc::clone(&tasks));
        drop(state);
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
        self.tasks.sweep();
        let token = self.token.clone();
        let task = tokio::spawn(async move { work(token).await });
        let end = task.map(|end| end.is_err()).boxed().shared();
        self.tasks.state.lock().unwrap().ends.push(end);
    }

    /// Cancels the scope and all below, and waits until their tasks have ended. Returns how many of
    /// these tasks have panicked.
    pub async fn cancel_and_wait(&self) -> usize {
        self.token.cancel();
        // More may have begun meanwhile.
        loop {
            let ends = self.tasks.ends();
            if ends.is_empty() {
                return self.tasks.panics();
            }
            join_all(ends).await;
            self.tasks.sweep();
        }
    }
}
