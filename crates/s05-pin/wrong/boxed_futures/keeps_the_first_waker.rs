//~ stale-waker in asleep_until_one_is_woken
//! "A task has one waker." It may be another one at the next poll, and only the latest counts.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Waker};

use futures::future::join_all;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    let mut all = pin!(join_all(futures));
    let mut first: Option<Waker> = None;
    poll_fn(|cx| {
        let waker = first.get_or_insert_with(|| cx.waker().clone());
        all.as_mut().poll(&mut Context::from_waker(waker))
    })
    .await
}
