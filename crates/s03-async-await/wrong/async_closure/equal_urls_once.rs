//~ wrong-result in pages_are_fetched_at_the_same_time
//! "The same page need not be fetched twice." It is asked for once for each URL of the list.

use std::collections::HashMap;

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
    let mut once = urls.to_vec();
    once.sort();
    once.dedup();
    let pages = map_all(&once, async |url| fetch(url).await).await;
    let pages: HashMap<_, _> = once.iter().zip(pages).collect();
    urls.iter()
        .map(|url| format!("{heading}: {}", pages[url]))
        .collect()
}
