//~ needless-pin in the_box_moves_and_the_future_stays
//! "What holds a pinned future must not move either." It may: it holds a pointer.

use std::marker::PhantomPinned;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures::future::join_all;
use pin_project_lite::pin_project;

pin_project! {
    pub struct Boxed<'a> {
        future: Pin<Box<dyn Future<Output = String> + Send + 'a>>,
        #[pin]
        pinned: PhantomPinned,
    }
}

impl Future for Boxed<'_> {
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        self.project().future.as_mut().poll(cx)
    }
}

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Boxed {
        future: Box::pin(future),
        pinned: PhantomPinned,
    }
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    join_all(futures).await
}
