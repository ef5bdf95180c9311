//~ lost-update in change_by_somebody_else_is_kept
//! "As long as before, so it is the same." An item may have been replaced by another.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    for attempts in 1.. {
        let copy = store.items.lock().unwrap().clone();
        let length = copy.len();
        let revised = store.revise(copy).await;
        let mut items = store.items.lock().unwrap();
        if items.len() == length {
            *items = revised;
            return attempts;
        }
    }
    unreachable!()
}
