//! A stream with room for all, and a named async function in place of the closure's body.

use futures::StreamExt;
use futures::stream;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let calls = stream::iter(items).map(|item| f(item));
    calls.buffered(items.len().max(1)).collect().await
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| page(heading, &fetch, url).await).await
}

async fn page(heading: &str, fetch: &impl AsyncFn(&str) -> String, url: &str) -> String {
    format!("{heading}: {}", fetch(url).await)
}
