//! collect_or_abort: all results, or all until one fails.
//! Task and hints: `cargo xtask lesson collect_or_abort`, `cargo xtask hint collect_or_abort`
//! 日本語: exercises/s04-composition/collect_or_abort.ja.md

use s04_composition::items::fetch_item;

/// Fetches all items at the same time. Each result stands in the place of its id, also where it is
/// an error.
pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    let _ = (ids, fetch_item);
    todo!("how does a result find its place?")
}

/// Fetches all items at the same time, and returns them in the order of the ids.
///
/// # Errors
///
/// The first one there is, as soon as it is there. The rest is given up.
pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let _ = ids;
    todo!("what becomes of the calls that are not over when one fails?")
}

/// As [`collect`], with at most `limit` calls in flight at a time.
pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    let _ = (ids, limit);
    todo!("when may the next call begin?")
}
