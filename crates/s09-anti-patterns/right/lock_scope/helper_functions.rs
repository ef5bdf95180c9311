//! Functions that are not `async` hold the lock; a guard cannot get out of them.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

fn read(store: &Store) -> Vec<u32> {
    store.items.lock().unwrap().clone()
}

/// Whether it was still `old`.
fn replace(store: &Store, old: &[u32], new: Vec<u32>) -> bool {
    let mut items = store.items.lock().unwrap();
    let is_same = *items == old;
    if is_same {
        *items = new;
    }
    is_same
}

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    let mut attempts = 0;
    loop {
        let copy = read(store);
        attempts += 1;
        let revised = store.revise(copy.clone()).await;
        if replace(store, &copy, revised) {
            return attempts;
        }
    }
}
