//~ sequential-await in all_at_the_same_time_and_in_order
//! "A loop that awaits the closure." Each item waits for the one before it.

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let mut results = Vec::new();
    for item in items {
        results.push(f(item).await);
    }
    results
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
