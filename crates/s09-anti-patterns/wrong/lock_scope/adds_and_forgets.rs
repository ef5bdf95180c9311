//~ forgotten-task in added_after_the_wait
//! "A task of its own, then nobody waits for the lock." Nobody waits for the task either: it is not there
//! on return.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    tokio::spawn(async move {
        store.io().await;
        store.items.lock().unwrap().push(item);
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
