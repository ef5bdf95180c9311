//~ sequential-await in abort_returns_items_in_the_order_of_the_ids
//~ sequential-await in abort_returns_at_the_first_error
//! "The question mark leaves at the first error." It does, and up to there one item was fetched
//! after the other.

use futures::future::join_all;
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let mut items = Vec::new();
    for &id in ids {
        items.push(fetch_item(id).await?);
    }
    Ok(items)
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    iter(ids.iter().copied().map(fetch_item))
        .buffered(limit)
        .collect()
        .await
}
