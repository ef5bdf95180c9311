//~ lost-update in another_thread_at_every_instruction
//! "I look whether it is the same, and then I store." Between the two the lock is free, and another thread
//! may change the list.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    for attempts in 1.. {
        let copy = store.items.lock().unwrap().clone();
        let revised = store.revise(copy.clone()).await;
        let is_same = *store.items.lock().unwrap() == copy;
        if is_same {
            *store.items.lock().unwrap() = revised;
            return attempts;
        }
    }
    unreachable!()
}
