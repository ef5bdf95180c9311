//~ deadlock in closed_then_released_once
//! "A thread of its own is cut off by nobody." Its runtime has a clock of its own: the release does not
//! run where the registry was made, and nobody there knows when it is over.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use s10_patterns::backend::{Backend, Id};

use tokio::sync::oneshot;
// one OS thread with its own runtime
type Job = (Id, Option<oneshot::Sender<io::Result<()>>>);
pub struct Registry {
    backend: Backend,
    jobs: std::sync::mpsc::Sender<Job>,
    done: oneshot::Receiver<usize>,
}
impl Registry {
    pub fn new(backend: Backend) -> Registry {
        let (jobs, inbox) = std::sync::mpsc::channel::<Job>();
        let (tell, done) = oneshot::channel();
        let service = backend.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            let mut failures = 0;
            for (id, answer) in inbox {
                let result = runtime.block_on(service.release(id));
                match answer {
                    Some(answer) => {
                        let _ = answer.send(result);
                    }
                    None => failures += usize::from(result.is_err()),
                }
            }
            let _ = tell.send(failures);
        });
        Registry {
            backend,
            jobs,
            done,
        }
    }
    pub async fn shutdown(self) -> usize {
        drop(self.jobs);
        self.done.await.unwrap()
    }
}
pub struct AsyncResource {
    id: Id,
    jobs: Option<std::sync::mpsc::Sender<Job>>,
}
impl AsyncResource {
    pub async fn open(registry: &Registry, name: &str) -> io::Result<AsyncResource> {
        let id = registry.backend.acquire(name).await?;
        Ok(AsyncResource {
            id,
            jobs: Some(registry.jobs.clone()),
        })
    }
    pub fn id(&self) -> Id {
        self.id
    }
    pub async fn close(mut self) -> io::Result<()> {
        let (answer, result) = oneshot::channel();
        let jobs = self.jobs.take().unwrap();
        let _ = jobs.send((self.id, Some(answer)));
        drop(jobs);
        result.await.unwrap()
    }
}
impl Drop for AsyncResource {
    fn drop(&mut self) {
        if let Some(jobs) = self.jobs.take() {
            let _ = jobs.send((self.id, None));
        }
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
