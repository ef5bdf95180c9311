//~ lost-update in change_by_somebody_else_is_kept
//! "The lock is short, so all is well." It is short, twice; whatever others did in between is overwritten.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    let copy = store.items.lock().unwrap().clone();
    let revised = store.revise(copy).await;
    *store.items.lock().unwrap() = revised;
    1
}
