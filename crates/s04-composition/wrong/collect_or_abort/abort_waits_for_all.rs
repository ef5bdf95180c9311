//~ ready-too-late in abort_returns_at_the_first_error
//~ works-after-drop in abort_gives_up_the_rest
//! "`collect` into a `Result` stops at the first error." It does, and by then everything has been
//! waited for.

use futures::future::join_all;
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let results = join_all(ids.iter().copied().map(fetch_item)).await;
    results.into_iter().collect()
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    iter(ids.iter().copied().map(fetch_item))
        .buffered(limit)
        .collect()
        .await
}
