//~ E0499
//! "`AsyncFnMut` allows more closures." Each of its futures has the closure to itself.

use futures::future::join_all;

pub async fn map_all<'a, T, R, F>(items: &'a [T], mut f: F) -> Vec<R>
where
    F: AsyncFnMut(&'a T) -> R,
{
    let mut calls = Vec::new();
    for item in items {
        calls.push(f(item));
    }
    join_all(calls).await
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
