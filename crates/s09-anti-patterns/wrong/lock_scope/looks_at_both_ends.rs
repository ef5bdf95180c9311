//~ lost-update in change_by_somebody_else_is_kept
//! "Who changes a list does it at its end." The length and the last item are the same, and another item is
//! not: that change is overwritten.

use s09_anti_patterns::store::Store;
use std::sync::Arc;
pub async fn add_after_io(store: Arc<Store>, item: u32) {
    store.io().await;
    store.items.lock().unwrap().push(item);
}
pub async fn update(store: &Store) -> usize {
    let mut asked = 0;
    loop {
        let copy = store.items.lock().unwrap().clone();
        let (len, last) = (copy.len(), copy.last().copied());
        asked += 1;
        let revised = store.revise(copy).await;
        let mut items = store.items.lock().unwrap();
        if items.len() == len && items.last().copied() == last {
            *items = revised;
            return asked;
        }
    }
}
