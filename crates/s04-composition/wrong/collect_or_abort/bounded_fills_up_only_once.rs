//~ ready-too-late in bounded_has_as_many_calls_in_flight_as_the_limit
//! "The first ones together, the others when there is room." Room for one, each time.

use futures::future::{join_all, try_join_all};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    try_join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    let (first, others) = ids.split_at(limit.min(ids.len()));
    let mut results = join_all(first.iter().copied().map(fetch_item)).await;
    for &id in others {
        results.push(fetch_item(id).await);
    }
    results
}
