//~ eager-start in begins_with_the_first_poll
//! "A first poll saves time where the answer is there." Whoever makes a future has not asked for
//! anything yet.

use std::pin::Pin;
use std::sync::Arc;

use futures::FutureExt;
use futures::future::join_all;
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
        let mut future = Box::pin(self.call(request));
        match future.as_mut().now_or_never() {
            Some(answer) => Box::pin(async move { answer }),
            None => future,
        }
    }
}

pub async fn call_all(services: &[Box<dyn DynService>], request: u32) -> Vec<u32> {
    join_all(services.iter().map(|service| service.call_boxed(request))).await
}
