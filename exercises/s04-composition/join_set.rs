//! join_set: many calls, a limit, and nobody lost.
//! Task and hints: `cargo xtask lesson join_set`, `cargo xtask hint join_set`
//! 日本語: exercises/s04-composition/join_set.ja.md

use s04_composition::service::Service;

/// Asks `service` for every id, with at most `limit` calls in flight at a time. The first list
/// holds what was answered, the second the errors as text; each is sorted by id.
pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let _ = (service, ids, limit);
    todo!("who still knows the id of a call that has panicked?")
}
