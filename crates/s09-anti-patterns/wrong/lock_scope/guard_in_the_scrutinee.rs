//~ lock-across-await in lock_is_free_while_the_task_waits
//! "I match on a copy of the list." The guard that the copy was made of lives as long as the `match`.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    for attempts in 1.. {
        let (copy, revised) = match store.items.lock().unwrap().clone() {
            copy => (copy.clone(), store.revise(copy).await),
        };
        let mut items = store.items.lock().unwrap();
        if *items == copy {
            *items = revised;
            return attempts;
        }
    }
    unreachable!()
}
