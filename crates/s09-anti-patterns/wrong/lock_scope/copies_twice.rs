//~ lost-update in another_thread_at_every_instruction
//! Two locks for what should be one copy: what is revised was read a moment before what is compared. Another
//! thread may add an item between the two.

use s09_anti_patterns::store::Store;
use std::sync::Arc;
pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}
pub async fn update(store: &Store) -> usize {
    let mut asked = 0;
    loop {
        let question = store.items.lock().unwrap().clone();
        let copy = store.items.lock().unwrap().clone();
        asked += 1;
        let revised = store.revise(question).await;
        let mut items = store.items.lock().unwrap();
        if *items == copy {
            *items = revised;
            return asked;
        }
    }
}
