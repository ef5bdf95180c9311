//~ sequential-await in collect_takes_as_long_as_the_longest
//! "All futures are in the list, so all of them run." A future in a list does nothing; only the one
//! that is being awaited is polled.

use futures::future::try_join_all;
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    let calls: Vec<_> = ids.iter().copied().map(fetch_item).collect();
    let mut results = Vec::new();
    for call in calls {
        results.push(call.await);
    }
    results
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    try_join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    iter(ids.iter().copied().map(fetch_item))
        .buffered(limit)
        .collect()
        .await
}
