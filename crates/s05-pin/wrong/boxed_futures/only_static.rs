//~ E0521
//! "A boxed future is `'static`." Only where its type says so, or says nothing; here whoever
//! borrows is turned away without need.

use std::pin::Pin;

use futures::future::join_all;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed(future: impl Future<Output = String> + Send + 'static) -> Boxed<'static> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    join_all(futures).await
}
