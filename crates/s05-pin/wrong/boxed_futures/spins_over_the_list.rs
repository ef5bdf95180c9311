//~ busy-poll in different_types_in_one_list
//! "Poll them in turn until all are done." The loop never sleeps.

use std::pin::Pin;
use std::task::Poll;

use futures::poll;
use tokio::task::yield_now;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(mut futures: Vec<Boxed<'_>>) -> Vec<String> {
    let mut outputs = vec![None; futures.len()];
    while outputs.iter().any(Option::is_none) {
        for (future, output) in futures.iter_mut().zip(&mut outputs) {
            if output.is_none()
                && let Poll::Ready(text) = poll!(future)
            {
                *output = Some(text);
            }
        }
        yield_now().await;
    }
    outputs.into_iter().flatten().collect()
}
