//~ E0277
//! "A box may move, so what goes into it must be `Unpin`." The box moves; what is in it does not.

use std::pin::Pin;

use futures::future::join_all;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + Unpin + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    join_all(futures).await
}
