//~ unawaited-abort in parent_is_cancelled_then_all_below_are
//! "No cleanup takes longer than half a minute." This one does, and `cancel_and_wait` returns while it
//! is under way.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures::FutureExt as _;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

#[derive(Clone, Default)]
struct Group {
    tracker: TaskTracker,
    panics: Arc<AtomicUsize>,
}

pub struct Scope {
    token: CancellationToken,
    /// Its own is the last.
    groups: Vec<Group>,
}

impl Scope {
    pub fn new() -> Scope {
        let token = CancellationToken::new();
        Scope {
            token,
            groups: vec![Group::default()],
        }
    }

    pub fn child(&self) -> Scope {
        let mut groups = self.groups.clone();
        groups.push(Group::default());
        Scope {
            token: self.token.child_token(),
            groups,
        }
    }

    pub fn is_cancelled(&self) -> bool {
        self.token.is_cancelled()
    }

    pub fn spawn<W, F>(&self, work: W)
    where
        W: FnOnce(CancellationToken) -> F + Send + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let token = self.token.clone();
        let groups = self.groups.clone();
        let guards: Vec<_> = groups.iter().map(|group| group.tracker.token()).collect();
        tokio::spawn(async move {
            let run = AssertUnwindSafe(async move { work(token).await }).catch_unwind();
            if run.await.is_err() {
                for group in &groups {
                    group.panics.fetch_add(1, Ordering::SeqCst);
                }
            }
            drop(guards);
        });
    }

    pub async fn cancel_and_wait(&self) -> usize {
        let own = self.groups.last().unwrap();
        self.token.cancel();
        own.tracker.close();
        let _ = tokio::time::timeout(std::time::Duration::from_secs(30), own.tracker.wait()).await;
        own.panics.load(Ordering::SeqCst)
    }
}
