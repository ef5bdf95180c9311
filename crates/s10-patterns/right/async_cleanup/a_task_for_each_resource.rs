//! Each resource has a task from the beginning on, which waits for the word to release it; a sender that
//! is dropped is such a word, too.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use s10_patterns::backend::{Backend, Id};

use tokio::sync::{mpsc, oneshot};

type Answer = oneshot::Sender<io::Result<()>>;

pub struct Registry {
    backend: Backend,
    failures: Arc<AtomicUsize>,
    alive: mpsc::Sender<()>,
    all_gone: mpsc::Receiver<()>,
}

impl Registry {
    pub fn new(backend: Backend) -> Registry {
        let (alive, all_gone) = mpsc::channel(1);
        Registry {
            backend,
            failures: Arc::default(),
            alive,
            all_gone,
        }
    }

    pub async fn shutdown(mut self) -> usize {
        drop(self.alive);
        let _ = self.all_gone.recv().await;
        self.failures.load(Ordering::SeqCst)
    }
}

pub struct AsyncResource {
    id: Id,
    close: oneshot::Sender<Answer>,
}

impl AsyncResource {
    pub async fn open(registry: &Registry, name: &str) -> io::Result<AsyncResource> {
        let backend = registry.backend.clone();
        let id = backend.acquire(name).await?;
        let (close, closed) = oneshot::channel::<Answer>();
        let failures = registry.failures.clone();
        let alive = registry.alive.clone();
        tokio::spawn(async move {
            let answer = closed.await;
            let result = backend.release(id).await;
            match answer {
                Ok(answer) => {
                    let _ = answer.send(result);
                }
                Err(_) => {
                    failures.fetch_add(usize::from(result.is_err()), Ordering::SeqCst);
                }
            }
            drop(alive);
        });
        Ok(AsyncResource { id, close })
    }

    pub fn id(&self) -> Id {
        self.id
    }

    pub async fn close(self) -> io::Result<()> {
        let (answer, result) = oneshot::channel();
        let _ = self.close.send(answer);
        result
            .await
            .unwrap_or_else(|_| Err(io::Error::other("the runtime is gone")))
    }
}

pub async fn with_resource<T>(
    registry: &Registry,
    name: &str,
    body: impl AsyncFnOnce(&AsyncResource) -> io::Result<T>,
) -> io::Result<T> {
    use futures::FutureExt as _;
    use std::panic::{AssertUnwindSafe, resume_unwind};
    let resource = AsyncResource::open(registry, name).await?;
    let result = AssertUnwindSafe(async { body(&resource).await })
        .catch_unwind()
        .await;
    let closed = resource.close().await;
    match result {
        Err(panic) => resume_unwind(panic),
        Ok(Err(error)) => Err(error),
        Ok(Ok(value)) => closed.map(|()| value),
    }
}
