//~ sequential-await in all_are_called_at_the_same_time
//! "Ten at a time are enough."

use std::pin::Pin;
use std::sync::Arc;

use futures::{StreamExt, stream};
use tokio::task::JoinHandle;

pub trait Service: Send + Sync {
    fn call(&self, request: u32) -> impl Future<Output = u32> + Send;
}

pub fn spawn_call<S: Service + 'static>(service: Arc<S>, request: u32) -> JoinHandle<u32> {
    tokio::spawn(async move { service.call(request).await })
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
    calls.buffered(10).collect().await
}
