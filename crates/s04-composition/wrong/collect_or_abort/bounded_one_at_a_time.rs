//~ sequential-await in bounded_has_as_many_calls_in_flight_as_the_limit
//! "`then` awaits each call of the stream." One after the other: the limit is kept, and of no use.

use futures::future::{join_all, try_join_all};
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    try_join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    let _ = limit;
    iter(ids.iter().copied()).then(fetch_item).collect().await
}
