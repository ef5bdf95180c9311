//~ unawaited-cleanup in close_is_dropped_midway_then_released_once
//! "Whoever closes waits; the tracker is for the others." Until the one who waits is dropped.

use std::io;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures::FutureExt;
use s10_patterns::backend::{Backend, Id};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;

/// Where resources come from, and who waits for those that were dropped.
pub struct Registry {
    releases: Releases,
}

/// The releases that are on their way.
#[derive(Clone)]
struct Releases {
    backend: Backend,
    runtime: Handle,
    tracker: TaskTracker,
    /// Of resources that were dropped.
    failures: Arc<AtomicUsize>,
}

impl Registry {
    /// A registry of what this service lends out. It is made in a runtime.
    pub fn new(backend: Backend) -> Registry {
        Registry {
            releases: Releases {
                backend,
                runtime: Handle::current(),
                tracker: TaskTracker::new(),
                failures: Arc::default(),
            },
        }
    }

    /// Waits until all resources that were dropped have been released. Returns how many of these
    /// releases have failed.
    pub async fn shutdown(self) -> usize {
        self.releases.tracker.close();
        self.releases.tracker.wait().await;
        self.releases.failures.load(Ordering::SeqCst)
    }
}

impl Releases {
    fn begin(&self, id: Id, counts: bool) -> JoinHandle<io::Result<()>> {
        let (backend, failures) = (self.backend.clone(), Arc::clone(&self.failures));
        let release = async move {
            let result = backend.release(id).await;
            if counts && result.is_err() {
                failures.fetch_add(1, Ordering::SeqCst);
            }
            result
        };
        self.tracker.spawn_on(release, &self.runtime)
    }
}

/// Something that was acquired, and has to be released once.
pub struct AsyncResource {
    id: Id,
    releases: Releases,
    is_closed: bool,
}

impl AsyncResource {
    /// Acquires a resource.
    pub async fn open(registry: &Registry, name: &str) -> io::Result<AsyncResource> {
        let releases = registry.releases.clone();
        Ok(AsyncResource {
            id: releases.backend.acquire(name).await?,
            releases,
            is_closed: false,
        })
    }

    /// What the service knows it by.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Releases the resource, and returns the result of that.
    pub async fn close(mut self) -> io::Result<()> {
        self.is_closed = true;
        let (backend, id) = (self.releases.backend.clone(), self.id);
        let release = self
            .releases
            .runtime
            .spawn(async move { backend.release(id).await });
        release.await.map_err(io::Error::other)?
    }
}

impl Drop for AsyncResource {
    fn drop(&mut self) {
        if !self.is_closed {
            self.releases.begin(self.id, true);
        }
    }
}

/// Opens a resource for `body`, and closes it afterwards, whatever happens.
pub async fn with_resource<T>(
    registry: &Registry,
    name: &str,
    body: impl AsyncFnOnce(&AsyncResource) -> io::Result<T>,
) -> io::Result<T> {
    let resource = AsyncResource::open(registry, name).await?;
    let result = AssertUnwindSafe(body(&resource)).catch_unwind().await;
    let closed = resource.close().await;
    match result {
        Ok(result) => result.and_then(|output| closed.map(|()| output)),
        Err(panic) => resume_unwind(panic),
    }
}
