//~ works-after-drop in dropped_midway_then_no_call_goes_on
//! "The semaphore holds them back, the handles bring them home." When the caller goes, the handles
//! go with it; the tasks stay, and one after the other takes its permit.

use std::sync::Arc;

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
    let permits = Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)));
    let tasks: Vec<_> = ids
        .iter()
        .map(|&id| {
            let permits = Arc::clone(&permits);
            tokio::spawn(async move {
                let _permit = permits.acquire().await;
                fetch_item(id).await
            })
        })
        .collect();
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    results
}
