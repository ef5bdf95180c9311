//! cancel_tree: scopes, and what a cancel reaches.
//! Task and hints: `cargo xtask lesson cancel_tree`, `cargo xtask hint cancel_tree`
//! 日本語: exercises/s10-patterns/cancel_tree.ja.md

use tokio_util::sync::CancellationToken;

/// Tasks that can be cancelled together, with all scopes below.
pub struct Scope {
    token: CancellationToken,
}

impl Scope {
    /// A scope without a parent.
    pub fn new() -> Scope {
        let token = CancellationToken::new();
        Scope { token }
    }

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        todo!("what does it share with its parent?")
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
        let _ = work;
        todo!("who remembers the task, so that it can be awaited?")
    }

    /// Cancels the scope and all below, and waits until their tasks have ended. Returns how many of
    /// these tasks have panicked.
    pub async fn cancel_and_wait(&self) -> usize {
        todo!("tell them, and wait for each of them")
    }
}
