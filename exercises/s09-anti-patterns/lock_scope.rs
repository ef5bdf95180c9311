//! lock_scope: a lock that is free while the task waits.
//! Task and hints: `cargo xtask lesson lock_scope`, `cargo xtask hint lock_scope`
//! 日本語: exercises/s09-anti-patterns/lock_scope.ja.md

use std::sync::Arc;

use s09_anti_patterns::store::Store;

/// Waits for `store.io()`, and then appends `item` to `store.items`.
pub async fn add_after_io(store: Arc<Store>, item: u32) {
    let _ = (store, item);
    todo!("when does the lock have to be taken?")
}

/// Has a copy of `store.items` revised by `store.revise(copy)`, and puts the revised list in its
/// place, provided that the list is still the same. Otherwise begins anew. Returns how many times it
/// has asked.
pub async fn update(store: &Store) -> usize {
    let _ = store;
    todo!("how long does the lock have to be held?")
}
