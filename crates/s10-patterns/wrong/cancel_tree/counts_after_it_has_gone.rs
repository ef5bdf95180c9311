//~ swallowed-panic in task_panics_then_it_is_counted_and_the_others_go_on
//! "First let the waiters go, and then keep the books." Whoever was waiting for this task reads the
//! counter before the panic is in it.

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
            let failed = run.await.is_err();
            drop(guards);
            tokio::task::yield_now().await;
            if failed {
                for group in &groups {
                    group.panics.fetch_add(1, Ordering::SeqCst);
                }
            }
        });
    }

    pub async fn cancel_and_wait(&self) -> usize {
        let own = self.groups.last().unwrap();
        self.token.cancel();
        own.tracker.close();
        own.tracker.wait().await;
        own.panics.load(Ordering::SeqCst)
    }
}
