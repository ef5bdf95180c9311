//! The number of tasks is the value of a `watch` channel: who waits looks at it, and whoever goes
//! changes it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// Tasks that can be cancelled together, with all scopes below.
pub struct Scope(Arc<Node>);

/// A scope, as its tasks and the scopes below see it.
struct Node {
    above: Option<Arc<Node>>,
    token: CancellationToken,
    panics: AtomicUsize,
    present: watch::Sender<usize>,
}

impl Node {
    fn new(above: Option<Arc<Node>>, token: CancellationToken) -> Scope {
        Scope(Arc::new(Node {
            above,
            token,
            panics: AtomicUsize::new(0),
            present: watch::Sender::new(0),
        }))
    }

    fn and_above(&self) -> impl Iterator<Item = &Node> {
        std::iter::successors(Some(self), |node| node.above.as_deref())
    }
}

/// A task that is there; dropped with it, also by a panic.
struct Present(Arc<Node>);

impl Present {
    fn in_scope(node: &Arc<Node>) -> Present {
        node.and_above()
            .for_each(|node| node.present.send_modify(|present| *present += 1));
        Present(Arc::clone(node))
    }
}

impl Drop for Present {
    fn drop(&mut self) {
        for node in self.0.and_above() {
            if thread::panicking() {
                node.panics.fetch_add(1, Ordering::SeqCst);
            }
            node.present.send_modify(|present| *present -= 1);
        }
    }
}

impl Scope {
    /// A scope without a parent.
    pub fn new() -> Scope {
        Node::new(None, CancellationToken::new())
    }

    /// A scope below this one.
    pub fn child(&self) -> Scope {
        Node::new(Some(Arc::clone(&self.0)), self.0.token.child_token())
    }

    /// Whether the scope is cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.token.is_cancelled()
    }

    /// Starts a task in this scope. The token tells the work when the scope is cancelled.
    pub fn spawn<W, F>(&self, work: W)
    where
        W: FnOnce(CancellationToken) -> F + Send + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let (token, present) = (self.0.token.clone(), Present::in_scope(&self.0));
        tokio::spawn(async move {
            let _present = present;
            work(token).await;
        });
    }

    /// Cancels the scope and all below, and waits until their tasks have ended. Returns how many of
    /// these tasks have panicked.
    pub async fn cancel_and_wait(&self) -> usize {
        self.0.token.cancel();
        let mut present = self.0.present.subscribe();
        let _ = present.wait_for(|present| *present == 0).await;
        self.0.panics.load(Ordering::SeqCst)
    }
}
