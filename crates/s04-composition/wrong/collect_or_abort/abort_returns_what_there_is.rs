//~ swallowed-error in abort_returns_at_the_first_error
//~ swallowed-error in abort_returns_what_the_error_said
//! "After an error, what we have by then." The caller gets a shorter list, and takes it for whole.

use futures::future::join_all;
use futures::stream::{FuturesUnordered, StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let mut calls: FuturesUnordered<_> = ids
        .iter()
        .enumerate()
        .map(|(place, &id)| async move { fetch_item(id).await.map(|item| (place, item)) })
        .collect();
    let mut items = Vec::new();
    while let Some(Ok(item)) = calls.next().await {
        items.push(item);
    }
    items.sort();
    Ok(items.into_iter().map(|(_, item)| item).collect())
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    iter(ids.iter().copied().map(fetch_item))
        .buffered(limit)
        .collect()
        .await
}
