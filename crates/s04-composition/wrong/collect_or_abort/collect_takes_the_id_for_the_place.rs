//~ panic in collect_returns_results_in_the_order_of_the_ids
//! "Item 1 goes to place 0, item 2 to place 1." As long as the ids are 1, 2, 3, …; an id is a name,
//! not a place.

use futures::future::try_join_all;
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;
use tokio::task::JoinSet;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    let mut set = JoinSet::new();
    for &id in ids {
        set.spawn(async move { (id, fetch_item(id).await) });
    }
    let mut places: Vec<_> = ids.iter().map(|_| None).collect();
    while let Some(Ok((id, result))) = set.join_next().await {
        places[id as usize - 1] = Some(result);
    }
    places.into_iter().flatten().collect()
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
