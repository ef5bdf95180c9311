//! Services of different types, as a user of the trait would write them.

use std::panic::resume_unwind;
use std::time::Duration;

use probe::{DropGuard, DropLog, Gauge, ms};
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::async_traits::{DynService, Service};

/// Adds to a request, after a while.
pub struct Adds {
    pub number: u32,
    pub takes: Duration,
    pub calls: Gauge,
}

impl Service for Adds {
    async fn call(&self, request: u32) -> u32 {
        let _call = self.calls.enter();
        sleep(self.takes).await;
        request + self.number
    }
}

/// Multiplies at once, and borrows what it multiplies by. It has no memory of its own.
pub struct Times<'n>(pub &'n u32);

impl Service for Times<'_> {
    async fn call(&self, request: u32) -> u32 {
        request * *self.0
    }
}

/// Gives its turn away once. Its future is written by name, and not by `async`.
pub struct Yields;

#[allow(
    refining_impl_trait,
    reason = "a trait that does not promise `Send` is named below, and not here"
)]
impl Service for Yields {
    #[expect(clippy::manual_async_fn, reason = "the other way to write a service")]
    fn call(&self, request: u32) -> impl Future<Output = u32> + Send {
        async move {
            tokio::task::yield_now().await;
            request
        }
    }
}

/// Panics in the call, without a word on the screen.
pub struct Panics;

impl Service for Panics {
    async fn call(&self, _: u32) -> u32 {
        sleep(ms(3)).await;
        resume_unwind(Box::new("this service panics"))
    }
}

/// Writes down that it is gone.
pub struct Watched {
    pub adds: Adds,
    pub _guard: DropGuard,
}

impl Service for Watched {
    async fn call(&self, request: u32) -> u32 {
        self.adds.call(request).await
    }
}

pub fn adds(calls: &Gauge, number: u32, takes: u64) -> Adds {
    Adds {
        number,
        takes: ms(takes),
        calls: calls.clone(),
    }
}

pub fn watched(calls: &Gauge, gone: &DropLog) -> Watched {
    Watched {
        adds: adds(calls, 1, 53),
        _guard: gone.guard("service"),
    }
}

pub fn boxed(service: impl Service + 'static) -> Box<dyn DynService> {
    Box::new(service)
}

/// What a task answers. It panics as the task did.
pub async fn answer(task: JoinHandle<u32>) -> u32 {
    match task.await {
        Ok(answer) => answer,
        Err(error) => resume_unwind(error.into_panic()),
    }
}

/// A call of a service whose type is only a letter: what its future may do, the trait has to say.
pub fn by_type<S: Service>(service: &S) -> impl Future<Output = u32> + use<'_, S> {
    service.call(7)
}
