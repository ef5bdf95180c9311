//~ lock-across-await in lock_is_free_while_the_task_waits
//! "The push comes last." The list to push to comes first: it is locked before the argument is awaited.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.items.lock().unwrap().push({
        store.io().await;
        item
    });
}

pub async fn update(store: &Store) -> usize {
    for attempts in 1.. {
        let copy = store.items.lock().unwrap().clone();
        let revised = store.revise(copy.clone()).await;
        let mut items = store.items.lock().unwrap();
        if *items == copy {
            *items = revised;
            return attempts;
        }
    }
    unreachable!()
}
