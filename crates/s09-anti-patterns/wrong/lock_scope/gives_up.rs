//~ wrong-result in change_by_somebody_else_is_kept
//! "Changed meanwhile? Then it is too late." Nothing of others is lost, only what this update had to do.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    let copy = store.items.lock().unwrap().clone();
    let revised = store.revise(copy.clone()).await;
    let mut items = store.items.lock().unwrap();
    if *items == copy {
        *items = revised;
    }
    1
}
