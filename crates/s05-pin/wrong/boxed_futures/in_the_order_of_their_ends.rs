//~ wrong-result in different_types_in_one_list
//! "`FuturesUnordered` runs them all." And hands out what is ready first.

use std::pin::Pin;

use futures::stream::{FuturesUnordered, StreamExt};

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    FuturesUnordered::from_iter(futures).collect().await
}
