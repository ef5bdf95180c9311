//~ wrong-result in all_at_the_same_time_and_in_order
//! "Collect whatever is ready." Whoever is done first comes first.

use futures::StreamExt;
use futures::stream::FuturesUnordered;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let calls: FuturesUnordered<_> = items.iter().map(|item| f(item)).collect();
    calls.collect().await
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
