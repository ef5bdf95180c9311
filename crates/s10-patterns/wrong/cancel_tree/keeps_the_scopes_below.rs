//~ leaked-memory in thousands_have_ended_then_nothing_of_them_is_kept
//! "A tree is a list of children." They are never taken out of the list: it grows with each request
//! that had a scope, long after scope and tasks are gone.

use futures::FutureExt as _;
use std::sync::{Arc, Mutex};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

struct Inner {
    token: CancellationToken,
    tracker: TaskTracker,
    panics: Mutex<usize>,
    children: Mutex<Vec<Arc<Inner>>>,
}
pub struct Scope {
    inner: Arc<Inner>,
}
impl Inner {
    fn new(token: CancellationToken) -> Arc<Inner> {
        Arc::new(Inner {
            token,
            tracker: TaskTracker::new(),
            panics: Mutex::new(0),
            children: Mutex::default(),
        })
    }
    fn wait(self: Arc<Inner>) -> futures::future::BoxFuture<'static, usize> {
        async move {
            self.tracker.close();
            self.tracker.wait().await;
            let mut sum = 0;
            let mut at = 0;
            loop {
                let Some(next) = self.children.lock().unwrap().get(at).cloned() else {
                    break;
                };
                sum += next.wait().await;
                at += 1;
            }
            sum += *self.panics.lock().unwrap();
            sum
        }
        .boxed()
    }
}
impl Scope {
    pub fn new() -> Scope {
        Scope {
            inner: Inner::new(CancellationToken::new()),
        }
    }
    pub fn child(&self) -> Scope {
        let inner = Inner::new(self.inner.token.child_token());
        self.inner.children.lock().unwrap().push(inner.clone());
        Scope { inner }
    }
    pub fn is_cancelled(&self) -> bool {
        self.inner.token.is_cancelled()
    }
    pub fn spawn<W, F>(&self, work: W)
    where
        W: FnOnce(CancellationToken) -> F + Send + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let token = self.inner.token.clone();
        let inner = self.inner.clone();
        let guard = inner.tracker.token();
        tokio::spawn(async move {
            if tokio::spawn(async move { work(token).await })
                .await
                .is_err()
            {
                *inner.panics.lock().unwrap() += 1;
            }
            drop(guard);
        });
    }
    pub async fn cancel_and_wait(&self) -> usize {
        self.inner.token.cancel();
        self.inner.clone().wait().await
    }
}
