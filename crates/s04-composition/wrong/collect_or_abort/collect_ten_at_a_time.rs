//~ sequential-await in collect_takes_as_long_as_the_longest
//! "A list is not longer than ten." The eleventh waits for one of the ten, and nobody has asked for a
//! limit.

use futures::stream::{FuturesUnordered, StreamExt, TryStreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    bounded(ids, 10).await
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
