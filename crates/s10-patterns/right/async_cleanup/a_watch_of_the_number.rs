//! The number of releases on their way is the value of a `watch` channel. `close` waits for nothing but a
//! message from its release; a panic in the body is caught where it is polled.

use std::future::poll_fn;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::task::Poll;

use s10_patterns::backend::{Backend, Id};
use tokio::runtime::Handle;
use tokio::sync::watch;
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
    /// On their way, and failed after a drop.
    numbers: Arc<watch::Sender<(usize, usize)>>,
}

impl Registry {
    /// A registry of what this service lends out. It is made in a runtime.
    pub fn new(backend: Backend) -> Registry {
        Registry {
            releases: Releases {
                backend,
                runtime: Handle::current(),
                numbers: Arc::new(watch::Sender::new((0, 0))),
            },
        }
    }

    /// Waits until all resources that were dropped have been released. Returns how many of these
    /// releases have failed.
    pub async fn shutdown(self) -> usize {
        let mut numbers = self.releases.numbers.subscribe();
        let end = numbers.wait_for(|(under_way, _)| *under_way == 0).await;
        end.map_or(0, |numbers| numbers.1)
    }
}

impl Releases {
    fn begin(&self, id: Id, counts: bool) -> JoinHandle<io::Result<()>> {
        let (backend, numbers) = (self.backend.clone(), Arc::clone(&self.numbers));
        numbers.send_modify(|(under_way, _)| *under_way += 1);
        self.runtime.spawn(async move {
            let result = backend.release(id).await;
            numbers.send_modify(|(under_way, failures)| {
                *under_way -= 1;
                *failures += usize::from(counts && result.is_err());
            });
            result
        })
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
        // Before the first `await`: from here on it is no longer the affair of `Drop`.
        self.is_closed = true;
        let release = self.releases.begin(self.id, false);
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
    let mut work = Box::pin(body(&resource));
    let result =
        poll_fn(
            |context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
                Ok(poll) => poll.map(Ok),
                Err(panic) => Poll::Ready(Err(panic)),
            },
        )
        .await;
    drop(work);
    match (result, resource.close().await) {
        (Ok(Ok(output)), Ok(())) => Ok(output),
        (Ok(Ok(_)), Err(error)) | (Ok(Err(error)), _) => Err(error),
        (Err(panic), _) => resume_unwind(panic),
    }
}
