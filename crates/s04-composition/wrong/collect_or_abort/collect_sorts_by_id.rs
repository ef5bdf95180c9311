//~ wrong-result in collect_returns_results_in_the_order_of_the_ids
//! "A map brings them back into order." Into that of the numbers, and not into the one in which the
//! caller asked.

use std::collections::BTreeMap;

use futures::future::try_join_all;
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;
use tokio::task::JoinSet;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    let mut set = JoinSet::new();
    for &id in ids {
        set.spawn(async move { (id, fetch_item(id).await) });
    }
    let mut results = BTreeMap::new();
    while let Some(Ok((id, result))) = set.join_next().await {
        results.insert(id, result);
    }
    results.into_values().collect()
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
