//~ lost-message in bounded_keeps_each_result_in_its_place
//! "When one fails, the next batch need not begin." That is what `abort` does; here every id has a
//! result.

use futures::future::{join_all, try_join_all};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    try_join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    let mut results: Vec<anyhow::Result<String>> = Vec::new();
    for batch in ids.chunks(limit) {
        results.extend(join_all(batch.iter().copied().map(fetch_item)).await);
        if results.iter().any(Result::is_err) {
            break;
        }
    }
    results
}
