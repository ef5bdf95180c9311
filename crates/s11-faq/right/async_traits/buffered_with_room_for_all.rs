//! A stream with room for all calls. The task is that of a boxed call.

use std::pin::Pin;
use std::sync::Arc;

use futures::{StreamExt, stream};
use tokio::task::JoinHandle;

pub trait Service: Send + Sync {
    fn call(&self, request: u32) -> impl Future<Output = u32> + Send;
}

pub fn spawn_call<S: Service + 'static>(service: Arc<S>, request: u32) -> JoinHandle<u32> {
    let service: Arc<dyn DynService> = service;
    tokio::spawn(async move { service.call_boxed(request).await })
}

pub trait DynService: Send + Sync {
    fn call_boxed(&self, request: u32) -> Pin<Box<dyn Future<Output = u32> + Send + '_>>;
}

impl<S: Service> DynService for S {
    fn call_boxed(&self, request: u32) -> Pin<Box<dyn Future<Output = u32> + Send + '_>> {
        Box::pin(self.call(request))
    }
}

pub async fn call_all(services: &[Box<dyn DynService>], request: u32) -> Vec<u32> {
    let calls = stream::iter(services).map(|service| service.call_boxed(request));
    calls.buffered(services.len().max(1)).collect().await
}
