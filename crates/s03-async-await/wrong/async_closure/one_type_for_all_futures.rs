//~ E0277
//! "A closure that returns a future." Its futures may not borrow from it, and those of a closure that
//! owns its captures do.

use futures::future::join_all;

pub async fn map_all<'a, T, R, F, Fut>(items: &'a [T], f: F) -> Vec<R>
where
    F: Fn(&'a T) -> Fut,
    Fut: Future<Output = R>,
{
    join_all(items.iter().map(f)).await
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
