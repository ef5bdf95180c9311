//~ sequential-await in all_at_the_same_time_and_in_order
//! "`buffered(10)` keeps the order." It does, and makes the eleventh wait.

use futures::StreamExt;
use futures::stream;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let calls = stream::iter(items).map(|item| f(item));
    calls.buffered(10).collect().await
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
