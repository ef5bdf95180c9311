//! async_traits: a trait whose calls are futures.
//! Task and hints: `cargo xtask lesson async_traits`, `cargo xtask hint async_traits`
//! 日本語: exercises/s11-faq/async_traits.ja.md

use std::pin::Pin;
use std::sync::Arc;

use tokio::task::JoinHandle;

/// Answers requests. Implementors write `async fn call`.
pub trait Service: Send + Sync {
    /// One call.
    fn call(&self, request: u32) -> impl Future<Output = u32>;
}

/// Calls the service in a task of its own.
pub fn spawn_call<S: Service + 'static>(service: Arc<S>, request: u32) -> JoinHandle<u32> {
    let _ = (service, request);
    todo!("may the future of any `S` go to another thread?")
}

/// A [`Service`] whose type is known only while the program runs.
pub trait DynService: Send + Sync {
    /// One call.
    fn call_boxed(&self, request: u32) -> Pin<Box<dyn Future<Output = u32> + Send + '_>>;
}

impl<S: Service> DynService for S {
    fn call_boxed(&self, request: u32) -> Pin<Box<dyn Future<Output = u32> + Send + '_>> {
        drop(self.call(request));
        todo!("which type can stand for the future of every service?")
    }
}

/// Calls all services at the same time, and returns the answers in the order of the services.
pub async fn call_all(services: &[Box<dyn DynService>], request: u32) -> Vec<u32> {
    let _ = (services, request);
    todo!("a list of services of different types")
}
