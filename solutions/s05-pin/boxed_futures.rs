//! One box each, and `join_all` over the list.

use std::pin::Pin;

use futures::future::join_all;

/// A future of any type, in a box. What it borrows lives at least as long as `'a`.
pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

/// Puts a future into a box.
pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

/// Runs all of them at the same time, and returns the outputs in the order of the list.
pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    join_all(futures).await
}
