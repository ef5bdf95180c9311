//~ E0277
//! "Each future gets a closure of its own." That asks the caller for a closure that can be cloned.

use futures::future::join_all;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R + Clone,
{
    join_all(items.iter().map(|item| {
        let f = f.clone();
        async move { f(item).await }
    }))
    .await
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
