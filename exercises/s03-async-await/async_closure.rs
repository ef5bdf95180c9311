//! async_closure: a closure that is awaited.
//! Task and hints: `cargo xtask lesson async_closure`, `cargo xtask hint async_closure`
//! 日本語: exercises/s03-async-await/async_closure.ja.md

/// What `f` makes of each item, in the order of the items. All are awaited at the same time.
pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    for item in items {
        let _ = f(item).await;
    }
    todo!("all at the same time, and the results in order")
}

/// Fetches all pages at the same time, and returns `HEADING: PAGE` for each.
pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    let _ = (urls, heading, fetch);
    todo!("which closure would you give to `map_all`?")
}
