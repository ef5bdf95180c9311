//~ lost-update in another_thread_at_every_instruction
//! "Copy, push, store: each under the lock." Between the copy and the store the lock is free, and another thread
//! may add something.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    let mut items = store.items.lock().unwrap().clone();
    items.push(item);
    *store.items.lock().unwrap() = items;
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
