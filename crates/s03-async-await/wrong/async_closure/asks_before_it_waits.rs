//~ wrong-result in all_at_the_same_time_and_in_order
//! "Perhaps it is ready at once; else call it again and wait." The first call was not free.

use futures::FutureExt;
use futures::future::join_all;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    join_all(items.iter().map(async |item| match f(item).now_or_never() {
        Some(result) => result,
        None => f(item).await,
    }))
    .await
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
