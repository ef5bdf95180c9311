//~ wrong-result in collect_returns_results_in_the_order_of_the_ids
//! "It worked for one to ten." There the shortest stands first, so that the order of the ends is
//! that of the ids.

use futures::future::try_join_all;
use futures::stream::{FuturesUnordered, StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    let mut calls: FuturesUnordered<_> = ids.iter().copied().map(fetch_item).collect();
    let mut results = Vec::new();
    while let Some(result) = calls.next().await {
        results.push(result);
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
