//! The closure is shared by all calls, and each future borrows from it.

use futures::future::join_all;

/// What `f` makes of each item, in the order of the items. All are awaited at the same time.
pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    join_all(items.iter().map(|item| f(item))).await
}

/// Fetches all pages at the same time, and returns `HEADING: PAGE` for each.
pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| {
        let page = fetch(url).await;
        format!("{heading}: {page}")
    })
    .await
}
