//~ E0277
//! "An `async fn` in the trait is enough." Of a service that is only a letter, nobody knows whether
//! its future is `Send`, and a task asks for it.

use std::pin::Pin;
use std::sync::Arc;

use futures::future::join_all;
use tokio::task::JoinHandle;

#[allow(async_fn_in_trait)]
pub trait Service: Send + Sync {
    async fn call(&self, request: u32) -> u32;
}

pub fn spawn_call<S: Service + 'static>(service: Arc<S>, request: u32) -> JoinHandle<u32> {
    let service: &'static Arc<S> = Box::leak(Box::new(service));
    tokio::spawn(service.call(request))
}

pub trait DynService: Send + Sync {
    fn call_boxed(&self, request: u32) -> Pin<Box<dyn Future<Output = u32> + Send + '_>>;
}

impl<S: Service> DynService for S {
    fn call_boxed(&self, request: u32) -> Pin<Box<dyn Future<Output = u32> + Send + '_>> {
        let future: Pin<Box<dyn Future<Output = u32> + Send + '_>> = Box::pin(self.call(request));
        future
    }
}

pub async fn call_all(services: &[Box<dyn DynService>], request: u32) -> Vec<u32> {
    join_all(services.iter().map(|service| service.call_boxed(request))).await
}
