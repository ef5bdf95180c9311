//~ panic in no_items_or_none_that_waits
//! "`select_all` until nothing is left." With nothing to begin with, it panics.

use futures::future::select_all;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let mut calls: Vec<_> = items
        .iter()
        .enumerate()
        .map(|(at, item)| Box::pin(async move { (at, item) }))
        .map(|call| {
            let f = &f;
            Box::pin(async move {
                let (at, item) = call.await;
                (at, f(item).await)
            })
        })
        .collect();
    let mut results = Vec::new();
    loop {
        let (result, _, rest) = select_all(calls).await;
        results.push(result);
        if rest.is_empty() {
            break;
        }
        calls = rest;
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
