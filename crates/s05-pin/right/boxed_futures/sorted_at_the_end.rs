//! Numbered, run in any order, and sorted.

use std::pin::Pin;

use futures::stream::{FuturesUnordered, StreamExt};

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    let numbered = futures.into_iter().enumerate();
    let running: FuturesUnordered<_> = numbered
        .map(async |(place, future)| (place, future.await))
        .collect();
    let mut outputs: Vec<_> = running.collect().await;
    outputs.sort_unstable_by_key(|(place, _)| *place);
    outputs.into_iter().map(|(_, output)| output).collect()
}
