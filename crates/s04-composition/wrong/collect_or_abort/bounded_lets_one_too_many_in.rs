//~ unbounded-concurrency in bounded_has_no_more_calls_in_flight_than_the_limit
//~ unbounded-concurrency in bounded_has_as_many_calls_in_flight_as_the_limit
//! "Wait when the limit is passed." By then one too many is on its way.

use std::collections::HashMap;

use futures::future::{join_all, try_join_all};
use s04_composition::items::fetch_item;
use tokio::task::JoinSet;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    try_join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    let mut set = JoinSet::new();
    let mut results = HashMap::new();
    for &id in ids {
        set.spawn(async move { (id, fetch_item(id).await) });
        if set.len() > limit {
            results.extend(set.join_next().await.unwrap());
        }
    }
    results.extend(set.join_all().await);
    ids.iter().filter_map(|id| results.remove(id)).collect()
}
