//~ ready-too-late in abort_returns_at_the_first_error
//! "An error ends the loop." When it is its turn: the loop does not look at item 5 while it waits
//! for item 7.

use futures::future::join_all;
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;
use tokio_util::task::AbortOnDropHandle;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let tasks: Vec<_> = ids
        .iter()
        .map(|&id| AbortOnDropHandle::new(tokio::spawn(fetch_item(id))))
        .collect();
    let mut items = Vec::new();
    for task in tasks {
        items.push(task.await??);
    }
    Ok(items)
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    iter(ids.iter().copied().map(fetch_item))
        .buffered(limit)
        .collect()
        .await
}
