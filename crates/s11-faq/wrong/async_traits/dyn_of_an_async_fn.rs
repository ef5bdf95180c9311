//~ E0038
//! "A trait is a trait, so `dyn` works." The future of an `async fn` has another size for each
//! service, and no table of functions can say which.

use std::pin::Pin;
use std::sync::Arc;

use futures::future::join_all;
use tokio::task::JoinHandle;

pub trait Service: Send + Sync {
    fn call(&self, request: u32) -> impl Future<Output = u32> + Send;
}

pub fn spawn_call<S: Service + 'static>(service: Arc<S>, request: u32) -> JoinHandle<u32> {
    tokio::spawn(async move { service.call(request).await })
}

#[allow(async_fn_in_trait)]
pub trait DynService: Send + Sync {
    async fn call_boxed(&self, request: u32) -> u32;
}

impl<S: Service> DynService for S {
    async fn call_boxed(&self, request: u32) -> u32 {
        self.call(request).await
    }
}

pub async fn call_all(services: &[Box<dyn DynService>], request: u32) -> Vec<u32> {
    join_all(services.iter().map(|service| service.call_boxed(request))).await
}
