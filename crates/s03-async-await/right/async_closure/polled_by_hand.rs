//! A slot for each result; a future is dropped when it is done.

use std::future::poll_fn;
use std::task::Poll;

use futures::future::join_all;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let mut calls: Vec<_> = items.iter().map(|item| Some(Box::pin(f(item)))).collect();
    let mut results: Vec<Option<R>> = items.iter().map(|_| None).collect();
    poll_fn(|cx| {
        for (slot, result) in calls.iter_mut().zip(&mut results) {
            if let Some(call) = slot
                && let Poll::Ready(value) = call.as_mut().poll(cx)
            {
                *result = Some(value);
                *slot = None;
            }
        }
        match calls.iter().all(Option::is_none) {
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
    join_all(urls.iter().map(async |url| {
        let page = fetch(url).await;
        [heading, ": ", &page].concat()
    }))
    .await
}
