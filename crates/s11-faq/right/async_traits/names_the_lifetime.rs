//! The lifetime is written out, and the box is futures' own alias.

use std::sync::Arc;

use futures::FutureExt;
use futures::future::{BoxFuture, join_all};
use tokio::task::JoinHandle;

pub trait Service: Send + Sync + Sized {
    fn call<'s>(&'s self, request: u32) -> impl Future<Output = u32> + Send + use<'s, Self>;
}

pub fn spawn_call<S: Service + 'static>(service: Arc<S>, request: u32) -> JoinHandle<u32> {
    tokio::spawn(async move { service.call(request).await })
}

pub trait DynService: Send + Sync {
    fn call_boxed<'s>(&'s self, request: u32) -> BoxFuture<'s, u32>;
}

impl<S: Service> DynService for S {
    fn call_boxed<'s>(&'s self, request: u32) -> BoxFuture<'s, u32> {
        self.call(request).boxed()
    }
}

pub async fn call_all(services: &[Box<dyn DynService>], request: u32) -> Vec<u32> {
    join_all(services.iter().map(|service| service.call_boxed(request))).await
}
