//~ ready-too-late in change_by_somebody_else_is_kept
//! "I try again until it is the same." It never is the list that was read before the loop.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    let copy = store.items.lock().unwrap().clone();
    for attempts in 1.. {
        let revised = store.revise(copy.clone()).await;
        let mut items = store.items.lock().unwrap();
        if *items == copy {
            *items = revised;
            return attempts;
        }
    }
    unreachable!()
}
