//~ swallowed-error in collect_keeps_an_error_in_its_place
//! "Whoever collects wants what is there." Nobody learns that item 5 is missing, and from there on
//! the places do not fit the ids.

use futures::future::{join_all, try_join_all};
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    let results = join_all(ids.iter().copied().map(fetch_item)).await;
    results.into_iter().filter(Result::is_ok).collect()
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
