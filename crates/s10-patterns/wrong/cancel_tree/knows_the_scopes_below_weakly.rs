//~ swallowed-panic in task_panics_then_it_is_counted_and_the_others_go_on
//! "The list of children must not keep them alive", and so it holds `Weak`s. With the last handle of a
//! scope its panics are forgotten, although the scope above has to report them.

use futures::FutureExt as _;
use std::sync::{Arc, Mutex};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

struct Inner {
    token: CancellationToken,
    tracker: TaskTracker,
    panics: Mutex<usize>,
    children: Mutex<Vec<std::sync::Weak<Inner>>>,
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
                if let Some(next) = next.upgrade() {
                    sum += next.wait().await;
                }
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
        self.inner
            .children
            .lock()
            .unwrap()
            .push(Arc::downgrade(&inner));
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
