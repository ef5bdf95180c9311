//~ oversized-future in two_words_and_one_allocation
//! "The output has to go somewhere." `join_all` has a place for it; here each box carries one
//! around.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures::future::join_all;

pub struct Boxed<'a> {
    future: Pin<Box<dyn Future<Output = String> + Send + 'a>>,
    output: Option<String>,
}

impl Future for Boxed<'_> {
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        if let Poll::Ready(output) = self.future.as_mut().poll(cx) {
            self.output = Some(output);
        }
        match self.output.take() {
            Some(output) => Poll::Ready(output),
            None => Poll::Pending,
        }
    }
}

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Boxed {
        future: Box::pin(future),
        output: None,
    }
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    join_all(futures).await
}
