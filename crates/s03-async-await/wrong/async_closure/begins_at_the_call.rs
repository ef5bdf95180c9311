//~ eager-start in begins_with_the_first_poll_and_ends_with_the_drop
//! "The first poll gets things going, so do it here." Whoever made the future has not awaited it.

use futures::FutureExt;
use futures::future::join_all;

pub fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> impl Future<Output = Vec<R>>
where
    F: AsyncFn(&'a T) -> R,
{
    let mut all = Box::pin(async move { join_all(items.iter().map(|item| f(item))).await });
    let first = all.as_mut().now_or_never();
    async move {
        match first {
            Some(results) => results,
            None => all.await,
        }
    }
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
