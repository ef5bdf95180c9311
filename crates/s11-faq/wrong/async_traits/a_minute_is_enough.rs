//~ wrong-result in all_are_called_at_the_same_time
//! "No call takes longer than a minute." This one does, and its answer is made up.

use std::pin::Pin;
use std::sync::Arc;
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
    futures::future::join_all(services.iter().map(|s| async move {
        tokio::time::timeout(std::time::Duration::from_secs(60), s.call_boxed(request))
            .await
            .unwrap_or(0)
    }))
    .await
}
