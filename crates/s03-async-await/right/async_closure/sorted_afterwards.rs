//! In the order of completion, each with its place.

use futures::StreamExt;
use futures::stream::FuturesUnordered;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let f = &f;
    let calls = items.iter().enumerate();
    let mut calls: FuturesUnordered<_> = calls
        .map(|(at, item)| async move { (at, f(item).await) })
        .collect();
    let mut results = Vec::with_capacity(items.len());
    while let Some(result) = calls.next().await {
        results.push(result);
    }
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
