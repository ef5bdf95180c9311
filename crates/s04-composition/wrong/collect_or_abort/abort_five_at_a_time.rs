//~ sequential-await in abort_returns_items_in_the_order_of_the_ids
//! "Five at a time are enough." The sixth has to wait until one of them is done.

use futures::future::{FutureExt, join_all};
use futures::stream::{StreamExt, TryStreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let mut items: Vec<(usize, String)> = iter(ids.iter().enumerate())
        .map(|(p, &id)| async move { anyhow::Ok((p, fetch_item(id).await?)) })
        .buffer_unordered(5)
        .try_collect()
        .await?;
    items.sort();
    Ok(items.into_iter().map(|(_, i)| i).collect())
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    iter(ids.iter().copied().map(fetch_item))
        .buffered(limit)
        .collect()
        .await
}
