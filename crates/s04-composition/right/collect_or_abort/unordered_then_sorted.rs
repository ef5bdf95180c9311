//! One stream of results that know their place, and a sort at the end. `collect` is `bounded` by
//! the number of the ids.

use futures::stream::{FuturesUnordered, StreamExt, TryStreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    bounded(ids, ids.len().max(1)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let calls: FuturesUnordered<_> = ids
        .iter()
        .enumerate()
        .map(|(place, &id)| async move {
            let item = fetch_item(id).await?;
            anyhow::Ok((place, item))
        })
        .collect();
    let mut items: Vec<_> = calls.try_collect().await?;
    items.sort_unstable();
    Ok(items.into_iter().map(|(_, item)| item).collect())
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    let mut results: Vec<_> = iter(ids.iter().enumerate())
        .map(|(place, &id)| async move { (place, fetch_item(id).await) })
        .buffer_unordered(limit)
        .collect()
        .await;
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}
