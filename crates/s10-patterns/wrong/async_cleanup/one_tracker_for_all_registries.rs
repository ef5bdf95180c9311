//~ ready-too-late in dropped_just_before_the_shutdown_then_waited_for
//! "There is one runtime, so there is one tracker." Of two registries each waits for the releases of the
//! other.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use s10_patterns::backend::{Backend, Id};

use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;

#[derive(Clone)]
struct Shared {
    backend: Backend,
    tracker: TaskTracker,
    handle: Handle,
    failures: Arc<AtomicUsize>,
}

static ALL: std::sync::OnceLock<TaskTracker> = std::sync::OnceLock::new();

pub struct Registry {
    shared: Shared,
}

impl Registry {
    pub fn new(backend: Backend) -> Registry {
        let shared = Shared {
            backend,
            tracker: ALL.get_or_init(TaskTracker::new).clone(),
            handle: Handle::current(),
            failures: Arc::default(),
        };
        Registry { shared }
    }

    pub async fn shutdown(self) -> usize {
        let shared = self.shared;
        shared.tracker.close();
        shared.tracker.wait().await;
        shared.failures.load(Ordering::SeqCst)
    }
}

pub struct AsyncResource {
    id: Id,
    shared: Shared,
    is_begun: bool,
}

impl AsyncResource {
    pub async fn open(registry: &Registry, name: &str) -> io::Result<AsyncResource> {
        let shared = registry.shared.clone();
        let id = shared.backend.acquire(name).await?;
        Ok(AsyncResource {
            id,
            shared,
            is_begun: false,
        })
    }

    pub fn id(&self) -> Id {
        self.id
    }

    fn begin(&mut self, counts: bool) -> JoinHandle<io::Result<()>> {
        self.is_begun = true;
        let id = self.id;
        let shared = self.shared.clone();
        self.shared.tracker.spawn_on(
            async move {
                let result = shared.backend.release(id).await;
                if counts && result.is_err() {
                    shared.failures.fetch_add(1, Ordering::SeqCst);
                }
                result
            },
            &self.shared.handle,
        )
    }

    pub async fn close(mut self) -> io::Result<()> {
        self.begin(false).await.expect("a release does not panic")
    }
}

impl Drop for AsyncResource {
    fn drop(&mut self) {
        if !self.is_begun {
            self.begin(true);
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
