//~ wrong-result in each_item_is_fetched_once
//! "An error deserves a second attempt." Nobody asked for one, and it doubles the time.

use futures::future::{join_all, try_join_all};
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    let calls = ids.iter().map(|&id| async move {
        match fetch_item(id).await {
            Err(_) => fetch_item(id).await,
            result => result,
        }
    });
    join_all(calls).await
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
