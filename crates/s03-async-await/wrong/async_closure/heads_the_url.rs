//~ wrong-result in pages_are_fetched_at_the_same_time
//! "The heading belongs to the URL." It belongs to the page; and the page was asked for under another
//! name.

use futures::future::join_all;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    join_all(items.iter().map(|item| f(item))).await
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    let named: Vec<String> = urls.iter().map(|url| format!("{heading}: {url}")).collect();
    map_all(&named, async |url| fetch(url).await).await
}
