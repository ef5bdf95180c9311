//! The trait promises `Send`, and a box stands for the futures of all services.

use std::pin::Pin;
use std::sync::Arc;

use futures::future::join_all;
use tokio::task::JoinHandle;

/// Answers requests. Implementors write `async fn call`.
pub trait Service: Send + Sync {
    /// One call.
    fn call(&self, request: u32) -> impl Future<Output = u32> + Send;
}

/// Calls the service in a task of its own.
pub fn spawn_call<S: Service + 'static>(service: Arc<S>, request: u32) -> JoinHandle<u32> {
    tokio::spawn(async move { service.call(request).await })
}

/// A [`Service`] whose type is known only while the program runs.
pub trait DynService: Send + Sync {
    /// One call.
    fn call_boxed(&self, request: u32) -> Pin<Box<dyn Future<Output = u32> + Send + '_>>;
}

impl<S: Service> DynService for S {
    fn call_boxed(&self, request: u32) -> Pin<Box<dyn Future<Output = u32> + Send + '_>> {
        Box::pin(self.call(request))
    }
}

/// Calls all services at the same time, and returns the answers in the order of the services.
pub async fn call_all(services: &[Box<dyn DynService>], request: u32) -> Vec<u32> {
    join_all(services.iter().map(|service| service.call_boxed(request))).await
}
