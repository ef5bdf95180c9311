//~ wrong-result in abort_returns_items_in_the_order_of_the_ids
//! "Without an order the error is seen at once." So it is, and the items are in no order either.

use futures::future::join_all;
use futures::stream::{FuturesUnordered, StreamExt, TryStreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let calls: FuturesUnordered<_> = ids.iter().copied().map(fetch_item).collect();
    calls.try_collect().await
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    iter(ids.iter().copied().map(fetch_item))
        .buffered(limit)
        .collect()
        .await
}
