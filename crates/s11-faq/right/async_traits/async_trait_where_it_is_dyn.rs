//! The macro writes the box of the trait that is used as `dyn`, and only of that one.

use std::sync::Arc;

use async_trait::async_trait;
use futures::StreamExt;
use futures::stream::FuturesOrdered;
use tokio::task::JoinHandle;

pub trait Service: Send + Sync {
    fn call(&self, request: u32) -> impl Future<Output = u32> + Send;
}

pub fn spawn_call<S: Service + 'static>(service: Arc<S>, request: u32) -> JoinHandle<u32> {
    tokio::spawn(async move { service.call(request).await })
}

#[async_trait]
pub trait DynService: Send + Sync {
    async fn call_boxed(&self, request: u32) -> u32;
}

#[async_trait]
impl<S: Service> DynService for S {
    async fn call_boxed(&self, request: u32) -> u32 {
        self.call(request).await
    }
}

pub async fn call_all(services: &[Box<dyn DynService>], request: u32) -> Vec<u32> {
    let calls: FuturesOrdered<_> = services
        .iter()
        .map(|service| service.call_boxed(request))
        .collect();
    calls.collect().await
}
