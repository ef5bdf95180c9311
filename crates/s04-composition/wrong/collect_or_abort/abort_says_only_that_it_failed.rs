//~ swallowed-error in abort_returns_what_the_error_said
//! "One of them failed." Which, and why, was in the error that is thrown away here.

use futures::future::{join_all, try_join_all};
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let all = try_join_all(ids.iter().copied().map(fetch_item)).await;
    all.map_err(|_| anyhow::anyhow!("an item could not be fetched"))
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    iter(ids.iter().copied().map(fetch_item))
        .buffered(limit)
        .collect()
        .await
}
