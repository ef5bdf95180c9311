//! A struct around the box: `Unpin`, because a pinned box is.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures::future::join_all;

pub struct Boxed<'a>(Pin<Box<dyn Future<Output = String> + Send + 'a>>);

impl Future for Boxed<'_> {
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        self.0.as_mut().poll(cx)
    }
}

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Boxed(Box::pin(future))
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    join_all(futures).await
}
