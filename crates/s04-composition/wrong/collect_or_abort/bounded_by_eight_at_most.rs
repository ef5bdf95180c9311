//~ sequential-await in bounded_has_as_many_calls_in_flight_as_the_limit
//! "Eight at a time is enough for anybody." The caller has said how many, and twelve may be meant.

use futures::stream::{FuturesUnordered, StreamExt, TryStreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    futures::future::join_all(ids.iter().map(|&id| fetch_item(id))).await
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
        .buffer_unordered(limit.min(8))
        .collect()
        .await;
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}
