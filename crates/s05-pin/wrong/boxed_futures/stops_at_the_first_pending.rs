//~ sequential-await in takes_as_long_as_the_longest
//! "`ready!` is the `?` of polling." It leaves the loop at the first one that waits, and those
//! behind it have not begun.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Poll, ready};

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(mut futures: Vec<Boxed<'_>>) -> Vec<String> {
    let mut outputs = Vec::new();
    poll_fn(|cx| {
        for future in futures.iter_mut().skip(outputs.len()) {
            outputs.push(ready!(future.as_mut().poll(cx)));
        }
        Poll::Ready(())
    })
    .await;
    outputs
}
