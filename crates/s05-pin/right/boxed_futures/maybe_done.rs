//! `maybe_done` keeps an output until it is fetched.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use futures::future::maybe_done;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    let mut all: Vec<_> = futures
        .into_iter()
        .map(|future| Box::pin(maybe_done(future)))
        .collect();
    poll_fn(|cx| {
        let waiting = all
            .iter_mut()
            .filter_map(|future| future.as_mut().poll(cx).is_pending().then_some(()))
            .count();
        match waiting {
            0 => Poll::Ready(()),
            _ => Poll::Pending,
        }
    })
    .await;
    all.iter_mut()
        .filter_map(|future| future.as_mut().take_output())
        .collect()
}
