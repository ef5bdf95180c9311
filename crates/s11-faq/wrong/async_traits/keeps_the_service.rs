//~ wrong-result in task_goes_on_by_itself_and_ends_when_aborted
//! "A service is there for good, so leak it."

use std::pin::Pin;
use std::sync::Arc;

use futures::future::join_all;
use tokio::task::JoinHandle;

pub trait Service: Send + Sync {
    fn call(&self, request: u32) -> impl Future<Output = u32> + Send;
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
        Box::pin(self.call(request))
    }
}

pub async fn call_all(services: &[Box<dyn DynService>], request: u32) -> Vec<u32> {
    join_all(services.iter().map(|service| service.call_boxed(request))).await
}
