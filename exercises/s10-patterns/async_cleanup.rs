//! async_cleanup: a cleanup that somebody awaits.
//! Task and hints: `cargo xtask lesson async_cleanup`, `cargo xtask hint async_cleanup`
//! 日本語: exercises/s10-patterns/async_cleanup.ja.md

use std::io;

use s10_patterns::backend::{Backend, Id};

/// Where resources come from, and who waits for those that were dropped.
pub struct Registry {
    backend: Backend,
}

impl Registry {
    /// A registry of what this service lends out. It is made in a runtime.
    pub fn new(backend: Backend) -> Registry {
        Registry { backend }
    }

    /// Waits until all resources that were dropped have been released. Returns how many of these
    /// releases have failed.
    pub async fn shutdown(self) -> usize {
        let _ = self.backend;
        todo!("what is there to be awaited?")
    }
}

/// Something that was acquired, and has to be released once.
pub struct AsyncResource {
    id: Id,
}

impl AsyncResource {
    /// Acquires a resource.
    pub async fn open(registry: &Registry, name: &str) -> io::Result<AsyncResource> {
        let id = registry.backend.acquire(name).await?;
        Ok(AsyncResource { id })
    }

    /// What the service knows it by.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Releases the resource, and returns the result of that.
    pub async fn close(self) -> io::Result<()> {
        todo!("what if this future is dropped in the middle?")
    }
}

impl Drop for AsyncResource {
    fn drop(&mut self) {
        // Here nothing can be awaited. Who can?
    }
}

/// Opens a resource for `body`, and closes it afterwards, whatever happens.
pub async fn with_resource<T>(
    registry: &Registry,
    name: &str,
    body: impl AsyncFnOnce(&AsyncResource) -> io::Result<T>,
) -> io::Result<T> {
    let resource = AsyncResource::open(registry, name).await?;
    body(&resource).await
}
