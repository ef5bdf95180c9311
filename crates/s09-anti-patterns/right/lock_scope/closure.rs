//! All that is done under the lock is done in a closure.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

fn with<R>(store: &Store, f: impl FnOnce(&mut Vec<u32>) -> R) -> R {
    f(&mut store.items.lock().unwrap())
}

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    with(&store, |items| items.push(item));
}

pub async fn update(store: &Store) -> usize {
    let mut attempts = 1;
    let mut copy = with(store, |items| items.clone());
    loop {
        let revised = store.revise(copy.clone()).await;
        // What is there now, unless it was stored.
        let now = with(store, |items| match *items == copy {
            true => {
                *items = revised;
                None
            }
            false => Some(items.clone()),
        });
        match now {
            None => return attempts,
            Some(now) => copy = now,
        }
        attempts += 1;
    }
}
