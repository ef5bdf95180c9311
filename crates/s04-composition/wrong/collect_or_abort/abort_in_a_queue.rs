//~ ready-too-late in abort_returns_at_the_first_error
//! "`FuturesOrdered` keeps the order, `?` the error." It keeps the order of the errors too: one
//! that is there early waits until those before it are done.

use futures::future::join_all;
use futures::stream::{FuturesOrdered, StreamExt, TryStreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let mut calls: FuturesOrdered<_> =
        FuturesOrdered::from_iter(ids.iter().copied().map(fetch_item));
    let mut items = Vec::new();
    while let Some(item) = calls.try_next().await? {
        items.push(item);
    }
    Ok(items)
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    iter(ids.iter().copied().map(fetch_item))
        .buffered(limit)
        .collect()
        .await
}
