//~ lock-across-await in lock_is_free_while_the_task_waits
//! "The guard is gone at the end of the line." The end of the line comes after the `.await`: a temporary
//! value lives to the end of its whole statement.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    for attempts in 1.. {
        let copy = store.items.lock().unwrap().clone();
        let revised = store.revise(store.items.lock().unwrap().clone()).await;
        let mut items = store.items.lock().unwrap();
        if *items == copy {
            *items = revised;
            return attempts;
        }
    }
    unreachable!()
}
