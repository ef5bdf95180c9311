//! The lock is taken for an expression, or for a block without an await.

use std::sync::{Arc, PoisonError};

use s09_anti_patterns::store::Store;

/// Waits for `store.io()`, and then appends `item` to `store.items`.
pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    let mut items = store.items.lock().unwrap_or_else(PoisonError::into_inner);
    items.push(item);
}

/// Has a copy of `store.items` revised by `store.revise(copy)`, and puts the revised list in its
/// place, provided that the list is still the same. Otherwise begins anew. Returns how many times it
/// has asked.
pub async fn update(store: &Store) -> usize {
    let lock = || store.items.lock().unwrap_or_else(PoisonError::into_inner);
    let mut attempts = 0;
    loop {
        let copy = lock().clone();
        attempts += 1;
        let revised = store.revise(copy.clone()).await;
        let mut items = lock();
        // The look and the change are under the same lock: nobody comes in between.
        if *items == copy {
            *items = revised;
            return attempts;
        }
    }
}
