//~ lost-update in many_updates_at_the_same_time
//! "Twice in a row nobody comes in between." With three of them, somebody does.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    let copy = store.items.lock().unwrap().clone();
    let revised = store.revise(copy.clone()).await;
    {
        let mut items = store.items.lock().unwrap();
        if *items == copy {
            *items = revised;
            return 1;
        }
    }
    let copy = store.items.lock().unwrap().clone();
    let revised = store.revise(copy).await;
    *store.items.lock().unwrap() = revised;
    2
}
