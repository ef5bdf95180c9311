//~ ready-too-late in none_and_a_hundred
//! "Not too many at once." Nobody has asked for a limit, and 100 sleeps take longer than one.

use std::pin::Pin;

use futures::stream::{self, StreamExt};

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    stream::iter(futures).buffered(10).collect().await
}
