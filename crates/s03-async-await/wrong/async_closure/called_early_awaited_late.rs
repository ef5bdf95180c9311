//~ sequential-await in all_at_the_same_time_and_in_order
//! "Call them all, then await them all." A call makes a future and begins nothing.

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let calls: Vec<_> = items.iter().map(|item| f(item)).collect();
    let mut results = Vec::new();
    for call in calls {
        results.push(call.await);
    }
    results
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
