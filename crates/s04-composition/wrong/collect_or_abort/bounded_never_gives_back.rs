//~ deadlock in bounded_has_no_more_calls_in_flight_than_the_limit
//~ deadlock in bounded_keeps_each_result_in_its_place
//! "`forget` means that I need the permit no more." It means that nobody ever gets it back.

use futures::future::{join_all, try_join_all};
use s04_composition::items::fetch_item;
use tokio::sync::Semaphore;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    try_join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    let permits = Semaphore::new(limit.min(Semaphore::MAX_PERMITS));
    let calls = ids.iter().map(async |&id| {
        permits.acquire().await?.forget();
        fetch_item(id).await
    });
    join_all(calls).await
}
