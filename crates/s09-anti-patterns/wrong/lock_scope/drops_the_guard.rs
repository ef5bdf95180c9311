//~ thread-bound in both_are_send
//! "`drop` ends the guard before the await." It frees the lock. But the variable is in scope at the await,
//! and for the compiler that is enough: the future is not `Send`, and cannot be spawned.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    for attempts in 1.. {
        let items = store.items.lock().unwrap();
        let copy = items.clone();
        drop(items);
        let revised = store.revise(copy.clone()).await;
        let mut items = store.items.lock().unwrap();
        if *items == copy {
            *items = revised;
            return attempts;
        }
    }
    unreachable!()
}
