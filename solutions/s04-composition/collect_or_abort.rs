//! Three ways to wait for a list. All keep its order.

use futures::future::{join_all, try_join_all};
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;

/// Fetches all items at the same time. Each result stands in the place of its id, also where it is
/// an error.
pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

/// Fetches all items at the same time, and returns them in the order of the ids.
///
/// # Errors
///
/// The first one there is, as soon as it is there. The rest is given up.
pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    // With more than 30 futures it would not see an error before those that stand in front of it
    // are done; a `FuturesUnordered` or a `JoinSet` sees it at once.
    try_join_all(ids.iter().copied().map(fetch_item)).await
}

/// As [`collect`], with at most `limit` calls in flight at a time.
pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    iter(ids.iter().copied().map(fetch_item))
        .buffered(limit)
        .collect()
        .await
}
