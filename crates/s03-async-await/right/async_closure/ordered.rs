//! A stream that keeps the order; the closure owns two references.

use futures::StreamExt;
use futures::stream::FuturesOrdered;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let calls: FuturesOrdered<_> = items.iter().map(|item| f(item)).collect();
    calls.collect().await
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    let (heading, fetch) = (&heading, &fetch);
    map_all(urls, async move |url| {
        let page = fetch(url).await;
        format!("{heading}: {page}")
    })
    .await
}
