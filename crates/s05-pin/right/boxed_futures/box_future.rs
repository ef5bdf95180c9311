//! What futures calls `BoxFuture`, in the order of the list.

use futures::future::{BoxFuture, FutureExt};
use futures::stream::{FuturesOrdered, StreamExt};

pub type Boxed<'a> = BoxFuture<'a, String>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    future.boxed()
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    FuturesOrdered::from_iter(futures).collect().await
}
