//~ lost-message in bounded_keeps_each_result_in_its_place
//! "As many batches as the limit goes into the number of ids." The division leaves a remainder.

use futures::future::{join_all, try_join_all};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    try_join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    let mut results = Vec::new();
    for batch in 0..ids.len() / limit {
        let batch = &ids[batch * limit..(batch + 1) * limit];
        results.extend(join_all(batch.iter().copied().map(fetch_item)).await);
    }
    results
}
