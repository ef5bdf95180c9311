//~ wrong-result in change_by_somebody_else_is_kept
//! "What the service added fits to any list." It was made for the list that was sent.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    let copy = store.items.lock().unwrap().clone();
    let revised = store.revise(copy).await;
    store.items.lock().unwrap().extend(revised.last());
    1
}
