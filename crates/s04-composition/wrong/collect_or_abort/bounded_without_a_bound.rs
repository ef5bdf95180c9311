//~ unbounded-concurrency in bounded_has_no_more_calls_in_flight_than_the_limit
//! "In portions of `limit`." The tasks have all begun before the first portion is awaited.

use futures::future::{join_all, try_join_all};
use s04_composition::items::fetch_item;
use tokio_util::task::AbortOnDropHandle;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    try_join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    let mut tasks: Vec<_> = ids
        .iter()
        .map(|&id| AbortOnDropHandle::new(tokio::spawn(fetch_item(id))))
        .collect();
    let mut results = Vec::new();
    while !tasks.is_empty() {
        let portion = tasks.drain(..limit.min(tasks.len()));
        for end in join_all(portion).await {
            results.push(end.map_err(anyhow::Error::from).flatten());
        }
    }
    results
}
