//~ E0195
//! "The macro works for every trait." For this one its users would need the macro as well, and pay
//! for a box at each call.

use std::pin::Pin;
use std::sync::Arc;

use async_trait::async_trait;
use futures::future::join_all;
use tokio::task::JoinHandle;

#[async_trait]
pub trait Service: Send + Sync {
    async fn call(&self, request: u32) -> u32;
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
    join_all(services.iter().map(|service| service.call_boxed(request))).await
}
