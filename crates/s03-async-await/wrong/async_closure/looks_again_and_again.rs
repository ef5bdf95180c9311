//~ busy-poll in all_at_the_same_time_and_in_order
//! "Look at each, give way, look again." Nobody sleeps, so the clock does not move.

use std::pin::Pin;

use futures::future::maybe_done;
use tokio::task::yield_now;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let mut calls: Vec<_> = items
        .iter()
        .map(|item| maybe_done(Box::pin(f(item))))
        .collect();
    loop {
        let mut all = true;
        for call in &mut calls {
            all &= futures::poll!(Pin::new(call)).is_ready();
        }
        if all {
            let results = calls.iter_mut().map(|call| Pin::new(call).take_output());
            return results.flatten().collect();
        }
        yield_now().await;
    }
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
