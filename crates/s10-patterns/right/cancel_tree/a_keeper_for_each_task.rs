//! Two tasks for each: one does the work, and the other one waits for its end and keeps the books.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use tokio::task::JoinSet;

/// How many tasks are there, and how many have panicked; and the same of the scope above.
struct Inner {
    up: Option<Arc<Inner>>,
    sender: tokio::sync::watch::Sender<(usize, usize)>,
}
pub struct Scope {
    token: CancellationToken,
    inner: Arc<Inner>,
}
impl Scope {
    pub fn new() -> Scope {
        Self::under(None, CancellationToken::new())
    }
    fn under(up: Option<Arc<Inner>>, token: CancellationToken) -> Scope {
        Scope {
            token,
            inner: Arc::new(Inner {
                up,
                sender: tokio::sync::watch::channel((0, 0)).0,
            }),
        }
    }
    pub fn child(&self) -> Scope {
        Self::under(Some(self.inner.clone()), self.token.child_token())
    }
    pub fn is_cancelled(&self) -> bool {
        self.token.is_cancelled()
    }
    pub fn spawn<W, F>(&self, work: W)
    where
        W: FnOnce(CancellationToken) -> F + Send + 'static,
        F: Future<Output = ()> + Send + 'static,
    {
        let mut here = Some(self.inner.clone());
        while let Some(inner) = here {
            inner.sender.send_modify(|(n, _)| *n += 1);
            here = inner.up.clone();
        }
        let token = self.token.clone();
        let mut set = JoinSet::new();
        set.spawn(async move { work(token).await });
        let inner = self.inner.clone();
        tokio::spawn(async move {
            let panicked = usize::from(!matches!(set.join_next().await, Some(Ok(()))));
            let mut here = Some(inner);
            while let Some(inner) = here {
                inner.sender.send_modify(|(n, p)| {
                    *n -= 1;
                    *p += panicked
                });
                here = inner.up.clone();
            }
        });
    }
    pub async fn cancel_and_wait(&self) -> usize {
        self.token.cancel();
        let mut rx = self.inner.sender.subscribe();
        loop {
            let (alive, panics) = *rx.borrow_and_update();
            if alive == 0 {
                return panics;
            }
            let _ = rx.changed().await;
        }
    }
}
