//~ blocked-executor in all_at_the_same_time_and_in_order
//! "`block_on` gives the result without a poll." It takes the thread that the timers need.

use futures::executor::block_on;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    items.iter().map(|item| block_on(f(item))).collect()
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
