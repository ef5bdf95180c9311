//~ eager-start in boxed_then_nothing_happens
//! "Begin at once, so that it is further when somebody waits." Calling is not running: the one who
//! gets the box decides when it begins.

use std::future::ready;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures::future::join_all;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    let mut future = Box::pin(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(output) => Box::pin(ready(output)),
        Poll::Pending => future,
    }
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    join_all(futures).await
}
