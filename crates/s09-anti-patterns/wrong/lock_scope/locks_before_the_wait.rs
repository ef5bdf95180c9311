//~ lock-across-await in lock_is_free_while_the_task_waits
//! "First the lock, so that nobody comes in between." As in the guide's first example. Nobody does, not even
//! those who only want to read.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    let mut items = store.items.lock().unwrap();
    store.io().await;
    items.push(item);
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
