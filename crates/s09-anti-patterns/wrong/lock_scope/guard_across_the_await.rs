//~ lock-across-await in lock_is_free_while_the_task_waits
//! "Lock, then work, then unlock." The work is a wait, and whoever needs the list in that time blocks its
//! whole thread. If that is the thread of this task, for ever.

use std::sync::Arc;

use s09_anti_patterns::store::Store;

pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}

pub async fn update(store: &Store) -> usize {
    let mut items = store.items.lock().unwrap();
    let revised = store.revise(items.clone()).await;
    *items = revised;
    1
}
