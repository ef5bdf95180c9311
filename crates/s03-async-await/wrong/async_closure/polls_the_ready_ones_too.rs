//~ polled-after-ready in done_one_by_one_and_left_alone
//! "A slot for each result; poll everything, and keep the first answer." A future that is done may do
//! anything when it is polled again.

use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::task::Poll;

use futures::FutureExt;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let mut calls: Vec<_> = items
        .iter()
        .map(|item| Box::pin(AssertUnwindSafe(f(item)).catch_unwind()))
        .collect();
    let mut results: Vec<Option<R>> = items.iter().map(|_| None).collect();
    poll_fn(|cx| {
        for (call, result) in calls.iter_mut().zip(&mut results) {
            if let Poll::Ready(Ok(value)) = call.as_mut().poll(cx) {
                result.get_or_insert(value);
            }
        }
        match results.iter().all(Option::is_some) {
            true => Poll::Ready(results.drain(..).flatten().collect()),
            false => Poll::Pending,
        }
    })
    .await
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
