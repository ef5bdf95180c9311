//~ works-after-drop in dropped_midway_then_no_call_goes_on
//! "A handle is a future like any other." Not when it is dropped: its task goes on.

use futures::future::{join_all, try_join_all};
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    let tasks = ids.iter().map(|&id| tokio::spawn(fetch_item(id)));
    let ends = join_all(tasks).await;
    ends.into_iter().map(|end| end?).collect()
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
