//~ ready-too-late in done_one_by_one_and_left_alone
//! "Look at each, sleep for a tick, look again." The calls have no waker, and are found when it is
//! convenient.

use std::pin::Pin;
use std::task::{Context, Waker};
use std::time::Duration;

use futures::future::maybe_done;
use tokio::time::sleep;

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
            let mut cx = Context::from_waker(Waker::noop());
            all &= Pin::new(call).poll(&mut cx).is_ready();
        }
        if all {
            let results = calls.iter_mut().map(|call| Pin::new(call).take_output());
            return results.flatten().collect();
        }
        sleep(Duration::from_millis(1)).await;
    }
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
