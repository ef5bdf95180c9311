//~ sequential-await in pages_are_fetched_at_the_same_time
//! "`map_all` is for slices of items; here a loop is shorter." And slower.

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
    let mut pages = Vec::new();
    for url in urls {
        pages.push(format!("{heading}: {}", fetch(url).await));
    }
    pages
}
