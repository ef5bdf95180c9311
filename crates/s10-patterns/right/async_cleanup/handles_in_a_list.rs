//! The handles of all releases are in a list, which is awaited at the end. The id is in an `Option`:
//! whoever takes it out releases it.

use std::io;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::{Arc, Mutex};

use futures::FutureExt;
use s10_patterns::backend::{Backend, Id};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Where resources come from, and who waits for those that were dropped.
pub struct Registry {
    releases: Releases,
}

/// The releases that are on their way.
#[derive(Clone)]
struct Releases {
    backend: Backend,
    runtime: Handle,
    begun: Arc<Mutex<Vec<JoinHandle<bool>>>>,
}

impl Registry {
    /// A registry of what this service lends out. It is made in a runtime.
    pub fn new(backend: Backend) -> Registry {
        Registry {
            releases: Releases {
                backend,
                runtime: Handle::current(),
                begun: Arc::default(),
            },
        }
    }

    /// Waits until all resources that were dropped have been released. Returns how many of these
    /// releases have failed.
    pub async fn shutdown(self) -> usize {
        let mut failures = 0;
        loop {
            let begun = std::mem::take(&mut *self.releases.begun.lock().unwrap());
            if begun.is_empty() {
                return failures;
            }
            for release in begun {
                failures += usize::from(release.await.unwrap_or(true));
            }
        }
    }
}

impl Releases {
    /// Somebody who waits is told; nobody else is, and then a failure counts.
    fn begin(&self, id: Id, reply: Option<oneshot::Sender<io::Result<()>>>) {
        let backend = self.backend.clone();
        let release = self.runtime.spawn(async move {
            let result = backend.release(id).await;
            match reply {
                Some(reply) => {
                    let _ = reply.send(result);
                    false
                }
                None => result.is_err(),
            }
        });
        self.begun.lock().unwrap().push(release);
    }
}

/// Something that was acquired, and has to be released once.
pub struct AsyncResource {
    id: Id,
    releases: Option<Releases>,
}

impl AsyncResource {
    /// Acquires a resource.
    pub async fn open(registry: &Registry, name: &str) -> io::Result<AsyncResource> {
        Ok(AsyncResource {
            id: registry.releases.backend.acquire(name).await?,
            releases: Some(registry.releases.clone()),
        })
    }

    /// What the service knows it by.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Releases the resource, and returns the result of that.
    pub async fn close(mut self) -> io::Result<()> {
        let (reply, result) = oneshot::channel();
        if let Some(releases) = self.releases.take() {
            releases.begin(self.id, Some(reply));
        }
        result.await.map_err(io::Error::other)?
    }
}

impl Drop for AsyncResource {
    fn drop(&mut self) {
        if let Some(releases) = self.releases.take() {
            releases.begin(self.id, None);
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
