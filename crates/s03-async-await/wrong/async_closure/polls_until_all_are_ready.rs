//~ polled-after-ready in all_at_the_same_time_and_in_order
//! "Poll all until all are ready." Those that are ready early are polled again, and their results are
//! gone.

use std::future::poll_fn;
use std::task::Poll;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let mut calls: Vec<_> = items.iter().map(|item| Box::pin(f(item))).collect();
    poll_fn(|cx| {
        let polls: Vec<_> = calls
            .iter_mut()
            .map(|call| call.as_mut().poll(cx))
            .collect();
        match polls.iter().all(Poll::is_ready) {
            false => Poll::Pending,
            true => Poll::Ready(
                polls
                    .into_iter()
                    .filter_map(|poll| match poll {
                        Poll::Ready(result) => Some(result),
                        Poll::Pending => None,
                    })
                    .collect(),
            ),
        }
    })
    .await
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    map_all(urls, async |url| format!("{heading}: {}", fetch(url).await)).await
}
