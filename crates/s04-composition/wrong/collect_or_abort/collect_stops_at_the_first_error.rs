//~ lost-message in collect_keeps_an_error_in_its_place
//! "Up to the error all is well." What comes after it was fetched as well, and is thrown away.

use futures::future::{join_all, try_join_all};
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    let mut kept = Vec::new();
    for result in join_all(ids.iter().copied().map(fetch_item)).await {
        let failed = result.is_err();
        kept.push(result);
        if failed {
            break;
        }
    }
    kept
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
