//! A task that releases what it is told to, one after the other. A send needs no runtime and no `await`,
//! and the channel ends when the registry and all resources are gone.

use std::io;
use std::panic::{AssertUnwindSafe, resume_unwind};

use futures::FutureExt;
use s10_patterns::backend::{Backend, Id};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Where resources come from, and who waits for those that were dropped.
pub struct Registry {
    backend: Backend,
    orders: UnboundedSender<Order>,
    reaper: JoinHandle<usize>,
}

/// Release this, and tell the one who waits, if somebody does.
type Order = (Id, Option<oneshot::Sender<io::Result<()>>>);

impl Registry {
    /// A registry of what this service lends out. It is made in a runtime.
    pub fn new(backend: Backend) -> Registry {
        let (orders, inbox) = unbounded_channel();
        let reaper = tokio::spawn(reap(backend.clone(), inbox));
        Registry {
            backend,
            orders,
            reaper,
        }
    }

    /// Waits until all resources that were dropped have been released. Returns how many of these
    /// releases have failed.
    pub async fn shutdown(self) -> usize {
        drop(self.orders);
        self.reaper.await.unwrap_or(0)
    }
}

/// One after the other, until no resource and no registry is left.
async fn reap(backend: Backend, mut inbox: UnboundedReceiver<Order>) -> usize {
    let mut failures = 0;
    while let Some((id, reply)) = inbox.recv().await {
        let result = backend.release(id).await;
        match reply {
            Some(reply) => drop(reply.send(result)),
            None => failures += usize::from(result.is_err()),
        }
    }
    failures
}

/// Something that was acquired, and has to be released once.
pub struct AsyncResource {
    id: Id,
    orders: Option<UnboundedSender<Order>>,
}

impl AsyncResource {
    /// Acquires a resource.
    pub async fn open(registry: &Registry, name: &str) -> io::Result<AsyncResource> {
        let id = registry.backend.acquire(name).await?;
        let orders = Some(registry.orders.clone());
        Ok(AsyncResource { id, orders })
    }

    /// What the service knows it by.
    pub fn id(&self) -> Id {
        self.id
    }

    fn order(&mut self, reply: Option<oneshot::Sender<io::Result<()>>>) {
        if let Some(orders) = self.orders.take() {
            let _ = orders.send((self.id, reply));
        }
    }

    /// Releases the resource, and returns the result of that.
    pub async fn close(mut self) -> io::Result<()> {
        let (reply, result) = oneshot::channel();
        self.order(Some(reply));
        result.await.map_err(io::Error::other)?
    }
}

impl Drop for AsyncResource {
    fn drop(&mut self) {
        self.order(None);
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
