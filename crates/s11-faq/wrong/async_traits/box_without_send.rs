//~ E0277
//! "The future is `Send`, so the box is." What a `dyn` does not promise, it has not.

use std::pin::Pin;
use std::sync::Arc;

use futures::future::join_all;
use tokio::task::JoinHandle;

fn is_send<T: Send>(future: T) -> T {
    future
}

pub trait Service: Send + Sync {
    fn call(&self, request: u32) -> impl Future<Output = u32> + Send;
}

pub fn spawn_call<S: Service + 'static>(service: Arc<S>, request: u32) -> JoinHandle<u32> {
    tokio::spawn(async move { service.call(request).await })
}

pub trait DynService: Send + Sync {
    fn call_boxed(&self, request: u32) -> Pin<Box<dyn Future<Output = u32> + '_>>;
}

impl<S: Service> DynService for S {
    fn call_boxed(&self, request: u32) -> Pin<Box<dyn Future<Output = u32> + '_>> {
        Box::pin(self.call(request))
    }
}

pub async fn call_all(services: &[Box<dyn DynService>], request: u32) -> Vec<u32> {
    join_all(
        services
            .iter()
            .map(|service| is_send(service.call_boxed(request))),
    )
    .await
}
